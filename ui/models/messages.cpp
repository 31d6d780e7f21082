// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/messages.h"

#include "core/domain/codelists.h"

#include <QCoreApplication>
#include <QLocale>

namespace ruhu::models {

namespace {

/// Direct literals in tr(): what the translators' tool does not see stays English on the screen.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(ruhu::models::Message)

public:
    static QString happened(const Error &error, Doing doing);
    static QString lost(const Error &error, Doing doing);
    static QString next(const Error &error, Doing doing);

private:
    // What has words of its own while a person comes to the laptop, and while the laptop talks to its hub; empty =
    // none.
    static QString enrolling(ErrorCode code);
    static QString afterEnrolling(ErrorCode code);
    static QString syncing(ErrorCode code);
    static QString afterSyncing(ErrorCode code);
};

/// The survey itself cannot be used: there is no visit with it.
bool isAboutTheSurvey(const Error &error, Doing doing)
{
    return doing == Doing::Visiting && error.code == ErrorCode::BadFormat;
}

/// The rules of the province cannot be used: nothing is worked out or decided with them.
bool isAboutTheRules(const Error &error, Doing doing)
{
    return (doing == Doing::Deciding || doing == Doing::Casework) &&
           (error.code == ErrorCode::Signature || error.code == ErrorCode::BadFormat);
}

QString Words::enrolling(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Rejected: return tr("The password is too short or too long.");
    case ErrorCode::BadFormat: return tr("The certificate file of the province cannot be read.");
    case ErrorCode::Incomplete: return tr("The address of the province's server is missing or wrong.");
    case ErrorCode::NotFound: return tr("The province's server does not know this code.");
    case ErrorCode::Expired: return tr("This code has expired: a code holds for one day.");
    case ErrorCode::AlreadyExists: return tr("This code was used already: a code is for one person on one computer.");
    case ErrorCode::NotAllowed: return tr("The province's server does not take this computer.");
    case ErrorCode::Conflict: return tr("This person works on this laptop already.");
    case ErrorCode::Timeout: return tr("The province's server did not answer in time.");
    default: return {};
    }
}

QString Words::afterEnrolling(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Rejected: return tr("Take at least 10 characters, or 8 digits.");
    case ErrorCode::BadFormat: return tr("Ask the office for the right file.");
    case ErrorCode::Incomplete: return tr("Compare it with what your office gave you.");
    case ErrorCode::NotFound: return tr("Compare it letter by letter with what your office gave you.");
    case ErrorCode::Expired:
    case ErrorCode::AlreadyExists: return tr("Ask your office for a new code.");
    case ErrorCode::NotAllowed: return tr("Ask your office whether it was taken off the list.");
    case ErrorCode::Conflict: return tr("Go back and unlock with the password of this person.");
    case ErrorCode::Network:
    case ErrorCode::Timeout: return tr("Look at the network cable or the wireless network, then try again.");
    case ErrorCode::Refused:
    case ErrorCode::Signature: return tr("Tell your office.");
    default: return {};
    }
}

QString Words::syncing(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Incomplete: return tr("The address of the province's server on this laptop cannot be used.");
    case ErrorCode::BadFormat: return tr("The certificate of the province on this laptop cannot be read.");
    case ErrorCode::NotFound: return tr("The province's server does not have it.");
    case ErrorCode::NotAllowed: return tr("The province has taken this computer off its list; nothing new arrives.");
    case ErrorCode::RolledBack:
        return tr("The province's server and this laptop no longer agree on what was exchanged: one of them runs from "
                  "an older copy.");
    case ErrorCode::TooNew: return tr("The province's server asks for a newer version of Ruhu.");
    case ErrorCode::Busy: return tr("The province's server is busy.");
    default: return {};
    }
}

QString Words::afterSyncing(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotAllowed: return tr("What you filled in is still sent. Call your office.");
    case ErrorCode::Incomplete:
    case ErrorCode::BadFormat:
    case ErrorCode::NotFound:
    case ErrorCode::Refused:
    case ErrorCode::Signature: return tr("Tell your office.");
    case ErrorCode::Busy: return tr("Go on working; Ruhu tries again by itself.");
    case ErrorCode::DiskFull: return tr("Free some space; Ruhu goes on by itself.");
    default: return {};
    }
}

QString Words::happened(const Error &error, Doing doing)
{
    if (isAboutTheSurvey(error, doing))
        return tr("The survey on this laptop cannot be read, so no visit can be written with it.");
    if (isAboutTheRules(error, doing))
        return error.code == ErrorCode::Signature
                   ? tr("The rules on this laptop are not signed by the province and are not used.")
                   : tr("The rules file on this laptop was altered or is damaged and is not used.");
    const QString own = doing == Doing::Enrolling ? enrolling(error.code)
                        : doing == Doing::Syncing ? syncing(error.code)
                                                  : QString();
    if (!own.isEmpty())
        return own;
    switch (error.code) {
    case ErrorCode::Rejected: return tr("This value breaks a rule and was not taken.");
    case ErrorCode::BadFormat:
        return doing == Doing::AddingPhoto ? tr("This file is not a picture that Ruhu can read.")
                                           : tr("The file is not what it should be and was not taken.");
    case ErrorCode::TooLarge:
        return doing == Doing::AddingPhoto ? tr("This picture is too large: more than 50 megapixels or 64 MB.")
                                           : tr("This is larger than Ruhu takes.");
    case ErrorCode::Unsupported: return tr("This version of Ruhu cannot handle that.");
    case ErrorCode::NotFound: return tr("It is not on this laptop.");
    case ErrorCode::AlreadyExists:
        return doing == Doing::Resolving ? tr("A colleague has decided this already.") : tr("There is one already.");
    case ErrorCode::Conflict:
        return doing == Doing::Deciding ? tr("The case moved on while you were reading it.")
                                        : tr("Somebody changed this in the meantime.");
    case ErrorCode::NotAllowed:
        return doing == Doing::Deciding ? tr("You cannot sign this opinion: who investigated a case does not decide "
                                             "it, and only a township supervisor signs.")
                                        : tr("Your role does not allow this.");
    case ErrorCode::Incomplete: return tr("Something that must be there is missing.");
    case ErrorCode::Expired: return tr("The rules of the province on this laptop are not valid today.");
    case ErrorCode::Cancelled: return tr("This was stopped.");
    case ErrorCode::WrongPassword: return tr("The password is wrong.");
    case ErrorCode::Delayed: return tr("After a wrong password there is a short wait.");
    case ErrorCode::DeviceSecretMissing: return tr("The key of this laptop was not found where it was left.");
    case ErrorCode::KeyringLocked: return tr("The key ring of this desktop is locked.");
    case ErrorCode::KeyringUnavailable: return tr("This desktop has no key ring.");
    case ErrorCode::Damaged:
        return tr("A part of the data on this laptop is damaged. Ruhu does not show what it cannot verify.");
    case ErrorCode::RolledBack:
        return tr("The data on this laptop is older than it was before: an old copy was put in its place.");
    case ErrorCode::TooNew: return tr("This was written by a newer version of Ruhu and was left untouched.");
    case ErrorCode::Locked: return tr("Ruhu is locked.");
    case ErrorCode::Busy: return tr("The data of this laptop is open in another window of Ruhu.");
    case ErrorCode::Io: return tr("The disk did not take it.");
    case ErrorCode::DiskFull: return tr("The disk is full.");
    case ErrorCode::OutOfMemory: return tr("There is not enough free memory.");
    case ErrorCode::Network: return tr("The province's server cannot be reached.");
    case ErrorCode::Timeout:
        return doing == Doing::AddingPhoto ? tr("Reading this picture took too long.")
                                           : tr("The province's server did not answer in time.");
    case ErrorCode::Tls:
        return tr(
            "The server is not the one of your province: its certificate comes from somebody else. Nothing was sent.");
    case ErrorCode::BadReply: return tr("The server gave an answer that Ruhu does not understand.");
    case ErrorCode::Signature: return tr("A signature does not fit. What carries it was not taken.");
    case ErrorCode::Refused: return tr("The province's server refused it.");
    case ErrorCode::Internal: return tr("Something in Ruhu went wrong.");
    }
    return {};
}

QString Words::lost(const Error &error, Doing doing)
{
    if (error.code == ErrorCode::Damaged && doing != Doing::Enrolling && doing != Doing::AddingPhoto)
        return tr("Nothing was deleted; what has a receipt lies safe with the province.");
    switch (doing) {
    case Doing::Starting:
    case Doing::Unlocking: return tr("All data on this laptop is still there.");
    case Doing::Enrolling: return tr("Nothing was changed on this laptop.");
    case Doing::Loading:
    case Doing::Revealing: return tr("Nothing was changed.");
    case Doing::Visiting: return tr("The household and all drafts are as they were.");
    case Doing::Answering: return tr("All answers up to the last one are kept; the last one is still on the screen.");
    case Doing::AddingPhoto: return tr("The visit and its other photos are kept; your file is untouched.");
    case Doing::Signing:
    case Doing::Finishing: return tr("The draft with all answers and photos is kept on this laptop.");
    case Doing::Casework:
    case Doing::Deciding: return tr("Nothing was signed and nothing was changed.");
    case Doing::Correcting: return tr("The file is as it was; what you typed is still on the screen.");
    case Doing::Resolving: return tr("Both values are still there.");
    case Doing::Syncing: return tr("Everything that was not sent is still on this laptop.");
    }
    return {};
}

QString Words::next(const Error &error, Doing doing)
{
    if (isAboutTheSurvey(error, doing))
        return tr("Ask the office to put the right survey on this laptop, then lock and unlock.");
    if (isAboutTheRules(error, doing))
        return tr("Ask the office to put the signed rules on this laptop, then lock and unlock.");
    if (error.code == ErrorCode::TooLarge && doing == Doing::AddingPhoto)
        return tr("Take it again with a smaller picture size, or save a smaller copy.");
    const QString own = doing == Doing::Enrolling ? afterEnrolling(error.code)
                        : doing == Doing::Syncing ? afterSyncing(error.code)
                                                  : QString();
    if (!own.isEmpty())
        return own;
    switch (error.code) {
    case ErrorCode::Rejected: return tr("Correct it and try again.");
    case ErrorCode::BadFormat:
    case ErrorCode::TooLarge:
        return doing == Doing::AddingPhoto ? tr("Choose a JPEG or PNG picture; a phone can save as JPEG.")
                                           : tr("Ask the office for the right file.");
    case ErrorCode::Unsupported:
    case ErrorCode::TooNew: return tr("Install the newest version of Ruhu.");
    case ErrorCode::NotFound: return tr("Sync once, then look again.");
    case ErrorCode::AlreadyExists:
    case ErrorCode::Conflict: return tr("Look at it as it is now, then decide again.");
    case ErrorCode::NotAllowed: return tr("Ask the colleague who is in charge of it.");
    case ErrorCode::Incomplete: return tr("Add what the list names.");
    case ErrorCode::Expired:
        return tr("Ask the office to put the rules in force on this laptop, then lock and unlock.");
    case ErrorCode::WrongPassword: return tr("Look at Caps Lock and type it again.");
    case ErrorCode::Delayed:
    case ErrorCode::Cancelled:
    case ErrorCode::Internal: return tr("Try again in a moment.");
    case ErrorCode::DeviceSecretMissing:
        return tr("Open the key ring of the desktop that was used last time, "
                  "or ask your office. Do not set the laptop up anew.");
    case ErrorCode::KeyringLocked: return tr("Unlock the key ring, then try again.");
    case ErrorCode::KeyringUnavailable: return tr("Start the key ring of the desktop, then try again.");
    case ErrorCode::Damaged:
    case ErrorCode::RolledBack: return tr("Call your office before you go on working.");
    case ErrorCode::Locked: return tr("Unlock it with your password.");
    case ErrorCode::Busy: return tr("Go on in that window, or close it first.");
    case ErrorCode::Io: return tr("Leave the program open and call your office: the disk may be failing.");
    case ErrorCode::DiskFull: return tr("Free some space, then try again.");
    case ErrorCode::OutOfMemory: return tr("Close other programs, then try again.");
    case ErrorCode::Network:
    case ErrorCode::Timeout:
        return doing == Doing::AddingPhoto ? tr("Choose another picture.")
                                           : tr("Go on working; Ruhu tries again by itself when there is a network.");
    case ErrorCode::Tls: return tr("Do not go on in this network; tell your office.");
    case ErrorCode::BadReply:
        return tr("A sign-in page of the network may stand in between. Open it in a browser, or try another network.");
    case ErrorCode::Signature:
    case ErrorCode::Refused: return tr("Tell your office; the details are on the sync page.");
    }
    return {};
}

} // namespace

Message message(const Error &error, Doing doing)
{
    return {Words::happened(error, doing), Words::lost(error, doing), Words::next(error, doing)};
}

QString codeWord(QStringView list, QStringView code)
{
    const CodeLists &lists = CodeLists::builtIn();
    return QLocale().language() == QLocale::Chinese ? lists.zh(list, code) : lists.en(list, code);
}

} // namespace ruhu::models
