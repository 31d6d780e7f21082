// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/photostrip.h"

#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>

namespace ruhu::widgets {

using theme::Token;

namespace {

constexpr int gap = 8;

int captionHeight()
{
    return QFontMetrics(theme::font(theme::TextRole::Caption)).height() + 4;
}

QSize cellFor(int width)
{
    const int wanted = theme::textSize() == theme::TextSize::Large ? 116 : 86;
    const int columns = std::max(1, (width + gap) / (wanted + gap));
    const int cell = std::max(40, (width - 2) / columns); // a row that is full to the last pixel wraps
    return {cell, (cell - gap) * 62 / 86 + captionHeight() + gap};
}

class PhotoDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const auto *view = qobject_cast<const QListView *>(option.widget);
        return view ? view->gridSize() : QSize(94, 94);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto state = PhotoStrip::State(index.data(PhotoStrip::StateRole).toInt());
        const QRect cell = option.rect.adjusted(0, 0, -gap, -gap);
        const QRectF picture(cell.left(), cell.top(), cell.width(), cell.height() - captionHeight());
        paintPicture(*painter, picture, state, index);
        if (option.state & QStyle::State_Selected && theme::hasKeyboardFocus(option.widget))
            theme::paintBox(*painter, picture, 6, {}, theme::color(Token::Ac), 2);
        paintCaption(*painter, QRect(cell.left(), int(picture.bottom()) + 2, cell.width(), captionHeight()), state,
                     index.data().toString());
    }

private:
    static void paintPicture(QPainter &painter, const QRectF &box, PhotoStrip::State state, const QModelIndex &index)
    {
        if (state == PhotoStrip::State::Required) {
            theme::paintBox(painter, box, 6, {}, theme::color(Token::Field), 1, true);
            theme::paintIcon(painter, box, QStringLiteral("plus"), theme::metrics().icon, theme::color(Token::Ac));
            return;
        }
        QImage image = index.data(Qt::DecorationRole).value<QImage>();
        if (image.isNull())
            image = index.data(Qt::DecorationRole).value<QPixmap>().toImage();
        painter.save();
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        QPainterPath clip;
        clip.addRoundedRect(box, 6, 6);
        painter.setClipPath(clip);
        painter.fillRect(box, theme::color(Token::Sunken));
        if (!image.isNull()) { // fill the box, cut what is too wide or too high
            QSizeF size = image.size();
            size.scale(box.size(), Qt::KeepAspectRatioByExpanding);
            QRectF target(QPointF(), size);
            target.moveCenter(box.center());
            painter.drawImage(target, image);
        }
        painter.restore();
        theme::paintBox(painter, box, 6, {}, theme::color(Token::Line2));
        if (image.isNull())
            theme::paintIcon(painter, box, QStringLiteral("image"), theme::metrics().icon, theme::color(Token::Tx3));
        if (state == PhotoStrip::State::Sending) {
            QRectF bar(box.left() + 6, box.bottom() - 12, box.width() - 12, 6);
            theme::paintBox(painter, bar, 3, theme::color(Token::Surface), {});
            bar.setWidth(std::max(6.0, bar.width() * index.data(PhotoStrip::PercentRole).toInt() / 100.0));
            theme::paintBox(painter, bar, 3, theme::color(Token::Ac), {});
        }
    }

    static void paintCaption(QPainter &painter, const QRect &line, PhotoStrip::State state, const QString &text)
    {
        static const QString icons[] = {QStringLiteral("check"), QString(), QStringLiteral("upload"),
                                        QStringLiteral("warning")};
        static constexpr Token inks[] = {Token::Ok, Token::Tx, Token::Ac, Token::Warn};
        const QString &icon = icons[int(state)];
        const int size = icon.isEmpty() ? 0 : theme::metrics().badgeIcon;
        if (size)
            theme::paintIcon(painter, QRectF(line.left(), line.top(), size, line.height()), icon, size,
                             theme::color(inks[int(state)]));
        const bool required = state == PhotoStrip::State::Required;
        painter.setFont(theme::font(theme::TextRole::Caption, required));
        painter.setPen(theme::color(required ? Token::Tx : Token::Tx2));
        const QRect words = line.adjusted(size ? size + 4 : 0, 0, 0, 0);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
    }
};

} // namespace

PhotoStrip::PhotoStrip(QWidget *parent)
    : QListView(parent)
{
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setWrapping(true);
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it is as high as its photos: the page scrolls
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);
    setItemDelegate(new PhotoDelegate(this));
    setAccessibleName(tr("Photos"));
    setProperty("focusRing", false);
    setAcceptDrops(true);
    setDragDropMode(QAbstractItemView::DropOnly);
    setMouseTracking(true);
}

QSize PhotoStrip::sizeHint() const
{
    return {280, heightFor(viewport()->width())};
}

int PhotoStrip::heightFor(int width) const
{
    const QSize cell = cellFor(width);
    const int columns = std::max(1, width / std::max(1, cell.width()));
    const int rows = model() ? (model()->rowCount() + columns - 1) / columns : 0;
    return std::max(1, rows) * cell.height();
}

void PhotoStrip::resizeEvent(QResizeEvent *event)
{
    setGridSize(cellFor(viewport()->width()));
    QListView::resizeEvent(event);
    updateGeometry();
}

void PhotoStrip::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        setGridSize(cellFor(viewport()->width()));
}

void PhotoStrip::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (State(index.data(StateRole).toInt()) == State::Required)
        Q_EMIT addRequested(index);
    else
        Q_EMIT openRequested(index);
}

void PhotoStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        if (const QMimeData *pasted = QApplication::clipboard()->mimeData())
            offer(*pasted, currentIndex());
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
        open(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

void PhotoStrip::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        open(indexAt(event->pos()));
}

bool PhotoStrip::offer(const QMimeData &offered, const QModelIndex &index)
{
    QStringList paths;
    const auto urls = offered.urls();
    for (const QUrl &url : urls)
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    if (!paths.isEmpty()) {
        Q_EMIT filesOffered(paths, index);
        return true;
    }
    if (offered.hasImage()) {
        const auto image = offered.imageData().value<QImage>();
        if (!image.isNull())
            Q_EMIT imageOffered(image, index);
        return !image.isNull();
    }
    return false;
}

void PhotoStrip::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage())
        event->acceptProposedAction();
}

void PhotoStrip::dragMoveEvent(QDragMoveEvent *event)
{
    event->acceptProposedAction();
}

void PhotoStrip::dropEvent(QDropEvent *event)
{
    if (offer(*event->mimeData(), indexAt(event->position().toPoint())))
        event->acceptProposedAction();
}

} // namespace ruhu::widgets
