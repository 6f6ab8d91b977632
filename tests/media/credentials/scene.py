"""Files to sign, and people who sign them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from soraapp.media.credentials.signing import Seal, Signing
from soraapp.media.credentials.statement import Ingredient, ModelUsed, Statement
from soraapp.media.files import replacing
from soraapp.media.image import write_image
from tests.media.making import NumberedClip, make_film

MADE = Statement((ModelUsed("nano", "1f0c"),), prompts=("a fox in snow",))
COMPRESSED = {".webm": "libvpx-vp9", ".gif": "gif", ".avi": "mpeg4"}
SOUNDS = {".wav": "pcm_s16le", ".m4a": "aac", ".flac": "flac", ".mp3": "libmp3lame", ".opus": "libopus"}
PICTURES = (".png", ".jpg", ".webp", ".tif", ".bmp")


def content(suffix: str, folder: Path) -> bytes:
    """A small file of a kind, as it is before it is signed."""
    path = folder / f"plain{suffix}"
    if suffix in PICTURES:
        write_image(path, np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8))
    elif suffix in SOUNDS:
        _sound(path)
    else:
        _film(path)
    data = path.read_bytes()
    path.unlink()
    return data


def sign(
    path: Path,
    data: bytes,
    statement: Statement = MADE,
    signing: Signing | None = None,
    check: Callable[[], None] = lambda: None,
) -> Seal:
    """Write a file and sign it, as an export does."""
    with Seal(path, lambda: statement, signing or Signing(), check) as seal, replacing(path, seal) as part:
        part.write_bytes(data)
    return seal


def flipped(path: Path, at: int) -> None:
    """Change one bit of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def loaded(path: Path, kind: str = "Picture", *, placed: bool = True) -> Ingredient:
    return Ingredient((path,), kind, placed)


def person(folder: Path, *, name: str = "Ada Film", days: int = 30, authority: bool = False) -> tuple[Path, Path]:
    """The certificate and key of a person: a chain from an authority of their own."""
    root, own = ec.generate_private_key(ec.SECP384R1()), ec.generate_private_key(ec.SECP256R1())
    certify = partial(_certificate, issuer=f"{name} root", signer=root, days=days)
    chain = [
        certify(name, own.public_key(), authority=authority),
        certify(f"{name} root", root.public_key(), authority=True),
    ]
    certificates, key = folder / "chain.pem", folder / "key.pem"
    certificates.write_bytes(b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain))
    key.write_bytes(private(own))
    return certificates, key


def private(key: CertificateIssuerPrivateKeyTypes, password: bytes | None = None) -> bytes:
    """A key as PEM."""
    lock = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)


def _certificate(
    subject: str,
    key: ec.EllipticCurvePublicKey,
    *,
    issuer: str,
    signer: ec.EllipticCurvePrivateKey,
    days: int,
    authority: bool,
) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(kind, text) for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)])

    now = datetime.now(UTC)
    unused = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only")
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=authority,
        crl_sign=False,
        decipher_only=False,
        **dict.fromkeys(unused, False),
    )
    return (
        x509.CertificateBuilder()
        .subject_name(named(subject))
        .issuer_name(named(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=min(-1, days - 1)))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )


def _film(path: Path) -> None:
    clip = NumberedClip(6)
    if path.suffix not in COMPRESSED:
        make_film(path, clip.frames(0, 6))
        return
    with av.open(str(path), "w") as container:
        stream = container.add_stream(COMPRESSED[path.suffix], rate=12)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = clip.size
        stream.pix_fmt = "rgb8" if path.suffix == ".gif" else "yuv420p"
        for pixels in clip.frames(0, 6):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels)).reformat(format=stream.pix_fmt)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _sound(path: Path) -> None:
    noise = np.random.default_rng(2).integers(-9000, 9000, (1, 2 * 48_000), np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(SOUNDS[path.suffix], rate=48_000)
        assert isinstance(stream, AudioStream)
        stream.layout = "stereo"
        frame = av.AudioFrame.from_ndarray(noise, format="s16", layout="stereo")
        frame.rate = 48_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
