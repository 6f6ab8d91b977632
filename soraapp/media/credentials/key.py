"""Who signs: the key that this installation made for itself, or one that a person names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from soraapp.errors import InputError, MediaError
from soraapp.media.files import reading

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
_LEAST_RSA = 2048


@dataclass(frozen=True)
class Key:
    """A private key and its certificates, the signer's own first, all as PEM."""

    algorithm: str
    """As C2PA calls it: es256, es384, es512, ps256 or ed25519."""
    chain: str
    private: bytes = field(repr=False)


def named_key(certificates: Path, key: Path) -> Key:
    """A person's own key, from a file with the certificates, the signer's first, and a file with the private key.

    Raises MediaError for a file that cannot be read, and InputError for one that holds something else, for a locked or
    too weak key, a certificate of another key, and one that is not valid now.
    """
    with reading(certificates):
        chain = certificates.read_bytes()
    with reading(key):
        private = key.read_bytes()
    return checked(chain, private, certificates.name, key.name)


def checked(chain: bytes, private: bytes, certificates: str, key: str) -> Key:
    """A key from the content of two files, which errors call by these names. Raises InputError as `named_key` does."""
    from cryptography.hazmat.primitives import serialization

    opened = _private(private, key)
    algorithm = _algorithm(opened, key)
    own = _certificates(chain, certificates)[0]
    if own.public_key() != opened.public_key():
        raise InputError(
            "The first certificate in {file} is not that of the key in {key}.",
            remedy="Put the signer's own certificate first, or choose the key that belongs to it.",
            file=certificates,
            key=key,
        )
    now = datetime.now(UTC)
    if not own.not_valid_before_utc <= now <= own.not_valid_after_utc:
        raise InputError(
            "The certificate in {file} is valid from {start} to {end} only.",
            remedy="Choose one that is valid now, or check the clock of this computer.",
            file=certificates,
            start=own.not_valid_before_utc.date().isoformat(),
            end=own.not_valid_after_utc.date().isoformat(),
        )
    plain = opened.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Key(algorithm, chain.decode("ascii", "ignore"), plain)


def _private(data: bytes, name: str) -> PrivateKeyTypes:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization

    try:
        return serialization.load_pem_private_key(data, None)
    except TypeError as error:  # What the library raises where a password is missing.
        raise InputError(
            "The key in {file} is locked with a password.",
            remedy="Choose a copy of it without one, which nobody but you may read.",
            file=name,
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputError(
            "{file} holds no private key that can be used.",
            remedy="Choose a PEM file that begins with -----BEGIN PRIVATE KEY-----.",
            file=name,
        ) from error


def _algorithm(key: PrivateKeyTypes, name: str) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return _CURVES[key.curve.name]
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= _LEAST_RSA:
        return "ps256"
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    raise InputError(
        "Content Credentials cannot be signed with the key in {file}.",
        remedy="Use one on the curve P-256, P-384 or P-521, an Ed25519 key, or an RSA key of {bits} bits or more.",
        file=name,
        bits=_LEAST_RSA,
    )


def _certificates(data: bytes, name: str) -> list[x509.Certificate]:
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError as error:
        raise InputError(
            "{file} holds no certificates.",
            remedy="Choose a PEM file that begins with -----BEGIN CERTIFICATE-----.",
            file=name,
        ) from error


def no_cryptography(error: ImportError) -> MediaError:
    """Why there is no key where the package that makes them is missing."""
    return MediaError(
        "There is no key to sign with: {package} does not load ({reason}).",
        remedy="Install it again: python3 -m pip install --force-reinstall {package}",
        package="cryptography",
        reason=str(error),
    )
