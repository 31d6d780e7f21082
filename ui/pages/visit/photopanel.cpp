// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "ui/models/messages.h"
#include "ui/pages/visit/sidepanels.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noteline.h"
#include "ui/widgets/photostrip.h"

#include <QBuffer>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace ruhu::pages {

namespace {
constexpr int kindRole = Qt::UserRole + 1;
constexpr int photoRole = Qt::UserRole + 2;
} // namespace

PhotoPanel::PhotoPanel(models::VisitForm &form, QWidget *parent)
    : Card(tr("Photos"), parent)
    , m_form(form)
    , m_photos(new QStandardItemModel(this))
    , m_strip(new widgets::PhotoStrip(this))
    , m_note(new widgets::NoteLine(this))
    , m_add(widgets::makeButton(tr("Add photo"), theme::ButtonRole::Normal, QStringLiteral("camera")))
{
    theme::setButtonKey(m_add, QStringLiteral("F9"));
    headerActions()->addWidget(m_add);
    m_strip->setModel(m_photos);
    m_strip->setAccessibleName(tr("Photos of this visit"));
    auto *tiles = new QWidget(this);
    auto *tilesLayout = new QVBoxLayout(tiles);
    tilesLayout->setContentsMargins(16, 12, 2, 0); // a tile brings 8 at its right; three stand beside a scroll bar
    tilesLayout->addWidget(m_strip);
    body()->addWidget(tiles);
    auto *below = new QWidget(this);
    auto *belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(16, 0, 16, 10);
    belowLayout->addWidget(m_note);
    body()->addWidget(below);
    connect(m_add, &QPushButton::clicked, this, [this] { pick(); });
    connect(m_strip, &widgets::PhotoStrip::addRequested, this, [this](const QModelIndex &at) { pick(kindAt(at)); });
    connect(m_strip, &widgets::PhotoStrip::openRequested, this, &PhotoPanel::openPhoto);
    connect(m_strip, &widgets::PhotoStrip::filesOffered, this,
            [this](const QStringList &paths, const QModelIndex &at) { addFiles(paths, kindAt(at)); });
    connect(m_strip, &widgets::PhotoStrip::imageOffered, this, [this](const QImage &image, const QModelIndex &at) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG"); // lossless: what was pasted is what is kept as the original
        m_refusal.clear();
        m_form.addPhoto(kindAt(at), bytes);
    });
    connect(&m_form, &models::VisitForm::photosChanged, this, &PhotoPanel::refresh);
    connect(&m_form, &models::VisitForm::photoPending, this, [this](bool pending) {
        if (pending)
            m_note->setNote(theme::Token::Tx2, QStringLiteral("clock"), tr("Sealing the photo…"));
        else if (m_refusal.isEmpty())
            m_note->clear();
        else
            m_note->setNote(theme::Token::Bad, QStringLiteral("error-circle"), m_refusal);
    });
    connect(&m_form, &models::VisitForm::photoRefused, this, &PhotoPanel::refuse);
    refresh();
}

void PhotoPanel::refresh()
{
    m_photos->clear();
    const service::VisitDraft &draft = m_form.draft();
    int there = 0;
    QStringList open = draft.requiredPhotos;
    for (const service::DraftPhoto &photo : draft.photos) {
        if (open.removeOne(photo.kind))
            ++there;
        auto *item = new QStandardItem(models::codeWord(u"EVIDENCE", photo.kind));
        item->setData(QImage::fromData(photo.thumbnail), Qt::DecorationRole);
        item->setData(int(widgets::PhotoStrip::State::Taken), widgets::PhotoStrip::StateRole);
        item->setData(photo.kind, kindRole);
        item->setData(photo.id.bytes(), photoRole);
        item->setData(photo.repeated ? tr("%1, looks like another photo of this household").arg(item->text())
                                     : tr("%1, taken").arg(item->text()),
                      Qt::AccessibleTextRole);
        item->setEditable(false);
        m_photos->appendRow(item);
    }
    for (const QString &kind : std::as_const(open)) {
        auto *item = new QStandardItem(models::codeWord(u"EVIDENCE", kind));
        item->setData(int(widgets::PhotoStrip::State::Required), widgets::PhotoStrip::StateRole);
        item->setData(kind, kindRole);
        item->setData(tr("%1, still needed").arg(item->text()), Qt::AccessibleTextRole);
        item->setEditable(false);
        m_photos->appendRow(item);
    }
    setCount(draft.requiredPhotos.isEmpty() ? tr("%n taken", nullptr, int(draft.photos.size()))
                                            : tr("needed %1 / %2").arg(there).arg(draft.requiredPhotos.size()));
    m_strip->setVisible(m_photos->rowCount() > 0);
    m_strip->updateGeometry();
}

QString PhotoPanel::nextKind() const
{
    QStringList open = m_form.draft().requiredPhotos;
    for (const service::DraftPhoto &photo : m_form.draft().photos)
        open.removeOne(photo.kind);
    return open.isEmpty() ? QStringLiteral("PH99") : open.first();
}

QString PhotoPanel::kindAt(const QModelIndex &index) const
{
    const QString kind = index.data(kindRole).toString();
    return kind.isEmpty() ? nextKind() : kind;
}

void PhotoPanel::pick(const QString &kind, forms::NodeId asked)
{
    const QString wanted = kind.isEmpty() ? nextKind() : kind;
    const QStringList paths =
        QFileDialog::getOpenFileNames(this, tr("Photo: %1").arg(models::codeWord(u"EVIDENCE", wanted)),
                                      QStandardPaths::writableLocation(QStandardPaths::PicturesLocation),
                                      tr("Pictures (*.jpg *.jpeg *.png)"), nullptr, QFileDialog::DontUseNativeDialog);
    addFiles(paths, wanted, asked);
}

/// Said until the next photos are added: a good one that follows does not wipe it away.
void PhotoPanel::refuse(const Error &error)
{
    m_refusal = models::message(error, models::Doing::AddingPhoto).text();
    m_note->setNote(theme::Token::Bad, QStringLiteral("error-circle"), m_refusal);
}

void PhotoPanel::addFiles(const QStringList &paths, const QString &kind, forms::NodeId asked)
{
    if (!paths.isEmpty()) {
        m_refusal.clear();
        m_note->clear();
    }
    for (const QString &path : paths) {
        QFile file(path);
        if (file.size() > limits::photoBytes) {
            refuse({ErrorCode::TooLarge, {}});
            continue;
        }
        if (!file.open(QIODevice::ReadOnly)) {
            refuse({ErrorCode::BadFormat, {}});
            continue;
        }
        m_form.addPhoto(kind, file.readAll(), asked);
    }
}

/// The photo larger, and the way to take it out again.
void PhotoPanel::openPhoto(const QModelIndex &index)
{
    const auto id = service::PhotoId::fromBytes(index.data(photoRole).toByteArray());
    QDialog dialog(this);
    dialog.setWindowTitle(index.data().toString());
    auto *layout = new QVBoxLayout(&dialog);
    auto *picture = new QLabel(&dialog);
    const QImage image = index.data(Qt::DecorationRole).value<QImage>();
    picture->setPixmap(QPixmap::fromImage(image.scaled(640, 480, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
    picture->setAccessibleName(index.data(Qt::AccessibleTextRole).toString());
    layout->addWidget(picture);
    auto *buttons = new QHBoxLayout;
    auto *remove = widgets::makeButton(tr("Take this photo out"), theme::ButtonRole::Danger, QStringLiteral("trash"));
    auto *keep = widgets::makeButton(tr("Keep it"), theme::ButtonRole::Primary);
    buttons->addWidget(remove);
    buttons->addStretch(1);
    buttons->addWidget(keep);
    layout->addLayout(buttons);
    keep->setFocus();
    connect(keep, &QPushButton::clicked, &dialog, &QDialog::reject);
    connect(remove, &QPushButton::clicked, &dialog, &QDialog::accept);
    if (dialog.exec() == QDialog::Accepted)
        m_form.removePhoto(id);
}

} // namespace ruhu::pages
