// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include <memory>

namespace ruhu::platform {

/// One program per data folder. The lock is a file in that folder, so two programs on two folders do not meet; a second
/// start on the same folder wakes the first one's window and ends.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// \param folder exists and is writable
    explicit SingleInstance(const QString &folder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Ok: this is the only one now. Busy: another runs, and it has been asked to show itself. Io: the folder cannot be
    /// written. A lock left behind by a killed program is taken over.
    [[nodiscard]] Result<void> acquire();

Q_SIGNALS:
    /// Somebody started the program again: raise the window.
    void wanted();

private:
    [[nodiscard]] QString serverName() const;

    QString m_folder;
    QLockFile m_lock;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace ruhu::platform
