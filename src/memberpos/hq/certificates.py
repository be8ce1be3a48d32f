"""A certificate authority of the chain's own, and certificates for its headquarters: tills trust nobody else."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from memberpos.domain.errors import PosError
from memberpos.files import write_whole

CA_CERT, CA_KEY, CERT, KEY = "chain-ca.pem", "chain-ca.key", "hq.pem", "hq.key"
CA_DAYS, CERT_DAYS = 3650, 825


def make(folder: Path, hosts: Sequence[str], now_ms: int) -> tuple[Path, Path, Path]:
    """(CA, certificate, key) files in `folder` for these names or addresses; an authority that is there is kept.

    PosError bad_setting without a host. Private keys are readable by their owner only.
    """
    if not hosts:
        raise PosError("bad_setting", setting="host")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    if not (folder / CA_KEY).exists():
        _make_authority(folder, now)
    authority = x509.load_pem_x509_certificate((folder / CA_CERT).read_bytes())
    signer = serialization.load_pem_private_key((folder / CA_KEY).read_bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([_name(host) for host in hosts])
    server = (
        _builder(hosts[0], authority.subject, key.public_key(), now, CERT_DAYS)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    write_whole(folder / CERT, server.public_bytes(serialization.Encoding.PEM))
    _write_key(folder / KEY, key)
    return folder / CA_CERT, folder / CERT, folder / KEY


def _make_authority(folder: Path, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "memberpos chain")])
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        _builder("memberpos chain", name, key.public_key(), now, CA_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    write_whole(folder / CA_CERT, certificate.public_bytes(serialization.Encoding.PEM))
    _write_key(folder / CA_KEY, key)


def _builder(
    subject: str, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject[:64])]))
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
    )


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    plain = serialization.NoEncryption()
    data = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    write_whole(path, data)
    path.chmod(0o600)
