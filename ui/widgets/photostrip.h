// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QListView>

namespace ruhu::widgets {

/// Thumbnails of a visit: taken, still required, sending, failed. The model is the page's; it answers these roles.
/// Qt::DisplayRole is the label ("front door"), Qt::DecorationRole a QImage or QPixmap (may come later, with
/// dataChanged).
class PhotoStrip : public QListView
{
    Q_OBJECT
public:
    enum class State { Taken, Required, Sending, Failed };
    enum Role {
        StateRole = Qt::UserRole + 100, ///< int(State)
        PercentRole,                    ///< 0..100 while Sending
        ReasonRole,                     ///< one sentence while Failed; goes to tooltip and assistive tools
    };

    explicit PhotoStrip(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
    /// Height that shows every photo at this width.
    [[nodiscard]] int heightFor(int width) const;

Q_SIGNALS:
    /// Enter or a click on a photo that is there.
    void openRequested(const QModelIndex &index);
    /// Enter or a click on a required photo; files dropped or pasted name the row they fell on, or an invalid index.
    void addRequested(const QModelIndex &index);
    void filesOffered(const QStringList &paths, const QModelIndex &index);
    void imageOffered(const QImage &image, const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void open(const QModelIndex &index);
    bool offer(const QMimeData &offered, const QModelIndex &index);
};

} // namespace ruhu::widgets
