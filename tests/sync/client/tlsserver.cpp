// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "tlsserver.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace ruhu::test {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Key newKey()
{
    return Key(EVP_EC_gen("P-256"), EVP_PKEY_free);
}

void addExtension(X509 *certificate, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate newCertificate(EVP_PKEY *key, const QByteArray &name, long serial)
{
    Certificate certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 24L * 3600);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(name.constData()), -1, -1, 0);
    return certificate;
}

template <typename Write>
QByteArray pemOf(Write write)
{
    BIO *bio = BIO_new(BIO_s_mem());
    write(bio);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    const QByteArray pem(data, size);
    BIO_free(bio);
    return pem;
}

} // namespace

struct Authority::Private
{
    Key key = newKey();
    Certificate certificate{nullptr, X509_free};
};

Authority::Authority()
    : d(std::make_unique<Private>())
{
    d->certificate = newCertificate(d->key.get(), "Test authority", 1);
    X509_set_issuer_name(d->certificate.get(), X509_get_subject_name(d->certificate.get()));
    addExtension(d->certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(d->certificate.get(), d->key.get(), EVP_sha256());
}

Authority::~Authority() = default;

QByteArray Authority::pem() const
{
    return pemOf([this](BIO *bio) { PEM_write_bio_X509(bio, d->certificate.get()); });
}

std::pair<QByteArray, QByteArray> Authority::serverFor(const QByteArray &address) const
{
    const Key key = newKey();
    const Certificate certificate = newCertificate(key.get(), address, 2);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(d->certificate.get()));
    addExtension(certificate.get(), NID_subject_alt_name, "IP:" + address);
    X509_sign(certificate.get(), d->key.get(), EVP_sha256());
    return {pemOf([&](BIO *bio) { PEM_write_bio_X509(bio, certificate.get()); }),
            pemOf([&](BIO *bio) { PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); })};
}

TlsServer::TlsServer(const std::pair<QByteArray, QByteArray> &certificateAndKey, Handler handler)
    : m_handler(std::move(handler))
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(certificateAndKey.first, QSsl::Pem));
    tls.setPrivateKey(QSslKey(certificateAndKey.second, QSsl::Ec, QSsl::Pem));
    m_server.setSslConfiguration(tls);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            serve(socket);
    });
    m_server.listen(QHostAddress::LocalHost);
}

QUrl TlsServer::url() const
{
    return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_server.serverPort()));
}

void TlsServer::serve(QTcpSocket *socket)
{
    auto buffer = std::make_shared<QByteArray>();
    const auto read = [this, socket, buffer] {
        *buffer += socket->readAll();
        const auto end = buffer->indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QList<QByteArray> lines = buffer->left(end).replace("\r\n", "\n").split('\n');
        protocol::HttpRequest request;
        const QList<QByteArray> first = lines.first().split(' ');
        request.method = first.value(0);
        const auto mark = first.value(1).indexOf('?');
        request.path = mark < 0 ? first.value(1) : first.value(1).left(mark);
        request.query = mark < 0 ? QByteArray() : first.value(1).mid(mark + 1);
        for (const QByteArray &line : lines.mid(1))
            request.headers[line.left(line.indexOf(':')).toLower()] = line.mid(line.indexOf(':') + 1).trimmed();
        request.body = buffer->mid(end + 4);
        if (request.body.size() < request.header("content-length").toLongLong())
            return;
        buffer->clear();
        ++requests;
        if (const auto answer = m_handler(request)) {
            socket->write(*answer);
            socket->flush();
            socket->disconnectFromHost();
        }
    };
    connect(socket, &QTcpSocket::readyRead, this, read);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    if (socket->bytesAvailable() > 0)
        read();
}

QByteArray TlsServer::raw(const protocol::HttpResponse &response)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + " Answer\r\n";
    for (auto it = response.headers.cbegin(); it != response.headers.cend(); ++it)
        out += it.key() + ": " + it.value() + "\r\n";
    if (!response.headers.contains("content-length"))
        out += "content-length: " + QByteArray::number(response.body.size()) + "\r\n";
    return out + "connection: close\r\n\r\n" + response.body;
}

} // namespace ruhu::test
