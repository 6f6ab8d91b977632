"""The key that an installation makes for itself when it signs for the first time, and that never leaves its file."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from soraapp.errors import InputError, MediaError
from soraapp.filelock import FileLock
from soraapp.media.credentials.key import Key, checked, no_cryptography

NAME = "installation.pem"
_DAYS = 25 * 365
_PATIENCE = 20.0
"""Seconds in which another program has made the key that it is making."""
_LOOK = 0.02
_BEGIN = b"-----BEGIN CERTIFICATE-----"


def installation_key(folder: Path) -> Key:
    """The key of this installation, made now if there is none. Several programs that want the first get the same one.

    Raises MediaError where it cannot be written or read, and InputError where the file holds something else.
    """
    path = folder / NAME
    if not path.exists():
        try:
            _make(path)
        except ImportError as error:
            raise no_cryptography(error) from error
        except OSError as error:
            raise _out_of_reach(path, error) from error
    return _read(path)


def installation_certificate(folder: Path) -> str:
    """The certificate of this installation as PEM; empty where it has never signed anything. Makes nothing.

    Raises MediaError where the file cannot be read.
    """
    path = folder / NAME
    if not path.exists():
        return ""
    try:
        _, begin, rest = path.read_bytes().partition(_BEGIN)
    except OSError as error:
        raise _out_of_reach(path, error) from error
    return (begin + rest).decode("ascii", "ignore")


def _read(path: Path) -> Key:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _out_of_reach(path, error) from error
    private, begin, rest = data.partition(_BEGIN)
    try:
        return checked(begin + rest, private, path.name, path.name)
    except InputError as error:
        raise InputError(
            "The key of this installation is damaged, or not valid any more.",
            remedy="Remove {path}, and a new one is made. What the old one signed stays valid, from an unknown signer.",
            path=str(path),
        ) from error
    except ImportError as error:
        raise no_cryptography(error) from error


def _make(path: Path) -> None:
    """Write a new key whole or not at all, readable by its owner alone. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.with_name(path.name + ".lock")):
        if path.exists():  # Somebody else made it meanwhile.
            return
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_pem())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


@contextmanager
def _alone(path: Path) -> Generator[None]:
    end = time.monotonic() + _PATIENCE
    while (lock := FileLock.take(path)) is None:
        if time.monotonic() > end:
            raise TimeoutError("another program holds its lock")
        time.sleep(_LOOK)
    try:
        yield
    finally:
        lock.release()


def _pem() -> bytes:
    """A new key and the certificate that it signs itself. Nothing in it tells whose computer this is."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    point = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    texts = {
        NameOID.ORGANIZATION_NAME: "Soraapp",
        NameOID.COMMON_NAME: f"Soraapp installation {point.digest.hex()[:8]}",
    }
    name = x509.Name([x509.NameAttribute(kind, text) for kind, text in texts.items()])
    now = datetime.now(UTC).replace(microsecond=0)
    usage = {"digital_signature": True} | dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # Clocks differ.
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(point, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(point), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _out_of_reach(path: Path, error: OSError) -> MediaError:
    return MediaError(
        "The key of this installation, {path}, cannot be used: {reason}.",
        remedy="Check that you may read and write there.",
        path=str(path),
        reason=error.strerror or str(error),
    )
