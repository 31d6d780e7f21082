// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/messages.h"
#include "ui/pages/dossier/dossiercards.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/photostrip.h"

#include <QDialog>
#include <QImage>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace ruhu::pages {

PhotosCard::PhotosCard(std::shared_ptr<service::Desk> desk, const QList<service::PhotoRow> &photos, int most,
                       QWidget *parent)
    : Card(tr("Photos and papers"), parent)
    , m_desk(std::move(desk))
    , m_rows(photos.mid(0, most))
    , m_model(new QStandardItemModel(this))
    , m_strip(nullptr)
{
    setCount(QString::number(photos.size()));
    if (photos.isEmpty()) {
        body()->addWidget(new widgets::EmptyState(QStringLiteral("image"), tr("No photo yet"), {}, this));
        return;
    }
    auto *strip = new widgets::PhotoStrip(this);
    m_strip = strip;
    strip->setAccessibleName(tr("Photos and papers"));
    for (const service::PhotoRow &photo : std::as_const(m_rows)) {
        auto *item =
            new QStandardItem(photo.caption.isEmpty() ? models::codeWord(u"EVIDENCE", photo.kind) : photo.caption);
        item->setEditable(false);
        item->setData(int(photo.sent ? widgets::PhotoStrip::State::Taken : widgets::PhotoStrip::State::Sending),
                      widgets::PhotoStrip::StateRole);
        item->setData(photo.sent ? tr("%1, kept by the province too").arg(item->text())
                                 : tr("%1, not sent yet").arg(item->text()),
                      Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    strip->setModel(m_model);
    body()->setContentsMargins(15, 12, 7, 4); // a tile ends 8 px before its cell does
    body()->addWidget(strip, 1);
    connect(strip, &widgets::PhotoStrip::openRequested, this, &PhotosCard::open);
    for (int row = 0; row < m_rows.size(); ++row)
        load(row, m_rows.at(row));
}

void PhotosCard::load(int row, const service::PhotoRow &photo)
{
    service::deliver(m_desk->households().thumbnail(photo.id), this, [this, row](const Result<QByteArray> &jpeg) {
        if (!jpeg || row >= m_model->rowCount())
            return; // not here yet: the dashed place stays
        m_model->item(row)->setData(QImage::fromData(*jpeg), Qt::DecorationRole);
    });
}

void PhotosCard::open(const QModelIndex &index)
{
    if (index.row() >= m_rows.size())
        return;
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(index.data().toString());
    auto *layout = new QVBoxLayout(dialog);
    auto *picture = widgets::makeLabel(tr("Opening the photo…"), theme::TextRole::Secondary, theme::Token::Tx2);
    picture->setMinimumSize(640, 480);
    picture->setAlignment(Qt::AlignCenter);
    layout->addWidget(picture);
    auto *close = widgets::makeButton(tr("Close the photo"));
    connect(close, &QPushButton::clicked, dialog, &QDialog::reject);
    layout->addWidget(close, 0, Qt::AlignRight);
    service::deliver(m_desk->households().photo(m_rows.at(index.row()).id), dialog,
                     [picture](const Result<QByteArray> &jpeg) {
                         if (!jpeg) {
                             picture->setText(models::message(jpeg.error(), models::Doing::Loading).text());
                             picture->setWordWrap(true);
                             return;
                         }
                         const QImage image = QImage::fromData(*jpeg);
                         picture->setPixmap(
                             QPixmap::fromImage(image.scaled(960, 640, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
                     });
    dialog->open();
}

} // namespace ruhu::pages
