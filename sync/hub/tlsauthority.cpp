// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/tlsauthority_p.h"

#include <QHostAddress>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

template <auto Free>
struct Release
{
    template <typename T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using Memory = std::unique_ptr<BIO, Release<BIO_free_all>>;

constexpr qint64 daySeconds = 24 * 60 * 60;

QByteArray contentOf(const Memory &memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, qsizetype(size)};
}

QByteArray pemOf(const Certificate &certificate)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    return PEM_write_bio_X509(memory.get(), certificate.get()) == 1 ? contentOf(memory) : QByteArray();
}

QByteArray pemOf(const Key &key)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    const int done = PEM_write_bio_PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return done == 1 ? contentOf(memory) : QByteArray();
}

bool setSerial(X509 *certificate)
{
    unsigned char bytes[16];
    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return false;
    bytes[0] &= 0x7f; // positive
    const std::unique_ptr<BIGNUM, Release<BN_free>> number(BN_bin2bn(bytes, sizeof bytes, nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

struct Wish
{
    QByteArray name;
    qint64 from = 0; ///< Seconds since 1970.
    qint64 until = 0;
};

/// A certificate without its extensions and signature.
Certificate draft(const Wish &wish, const Key &key, X509 *issuer)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2); // counted from 0: version 3
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    const auto *name = reinterpret_cast<const unsigned char *>(wish.name.constData());
    const bool ok = setSerial(certificate.get()) &&
                    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, int(wish.name.size()), -1, 0) == 1 &&
                    X509_set_issuer_name(certificate.get(), issuer ? X509_get_subject_name(issuer) : subject) == 1 &&
                    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), time_t(wish.from)) &&
                    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), time_t(wish.until)) &&
                    X509_set_pubkey(certificate.get(), key.get()) == 1;
    return ok ? std::move(certificate) : Certificate();
}

QByteArray alternativeNames(const QStringList &hosts)
{
    QByteArray names;
    for (const QString &host : hosts) {
        names += names.isEmpty() ? "" : ",";
        names += QHostAddress().setAddress(host) ? "IP:" : "DNS:";
        names += host.toLatin1();
    }
    return names;
}

} // namespace

Result<TlsFiles> makeTlsFiles(const QString &province, const QStringList &hosts, int years, qint64 nowMs)
{
    const qint64 from = nowMs / 1000 - daySeconds;
    const qint64 life = qint64(years) * 366 * daySeconds;
    const Key caKey(EVP_EC_gen("P-256"));
    const Key serverKey(EVP_EC_gen("P-256"));
    if (!caKey || !serverKey)
        return fail(ErrorCode::Internal, u"openssl: key"_s);
    const QByteArray name = province.left(40).toUtf8() + " Ruhu CA";
    const Certificate ca = draft({name, from, from + 10 * life}, caKey, nullptr);
    const bool caOk = ca && addExtension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                      addExtension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign") &&
                      addExtension(ca.get(), ca.get(), NID_subject_key_identifier, "hash") &&
                      X509_sign(ca.get(), caKey.get(), EVP_sha256()) > 0;
    if (!caOk)
        return fail(ErrorCode::Internal, u"openssl: authority"_s);
    const Certificate server = draft({hosts.first().toLatin1(), from, from + life}, serverKey, ca.get());
    const bool serverOk = server && addExtension(server.get(), ca.get(), NID_basic_constraints, "critical,CA:FALSE") &&
                          addExtension(server.get(), ca.get(), NID_key_usage, "critical,digitalSignature") &&
                          addExtension(server.get(), ca.get(), NID_ext_key_usage, "serverAuth") &&
                          addExtension(server.get(), ca.get(), NID_subject_key_identifier, "hash") &&
                          addExtension(server.get(), ca.get(), NID_authority_key_identifier, "keyid") &&
                          addExtension(server.get(), ca.get(), NID_subject_alt_name, alternativeNames(hosts)) &&
                          X509_sign(server.get(), caKey.get(), EVP_sha256()) > 0;
    if (!serverOk)
        return fail(ErrorCode::Internal, u"openssl: server certificate"_s);
    TlsFiles files{pemOf(ca), pemOf(caKey), pemOf(server), pemOf(serverKey)};
    if (files.caCert.isEmpty() || files.caKey.isEmpty() || files.serverCert.isEmpty() || files.serverKey.isEmpty())
        return fail(ErrorCode::Internal, u"openssl: PEM"_s);
    return files;
}

} // namespace ruhu::hub
