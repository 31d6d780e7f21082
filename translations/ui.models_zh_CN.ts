<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ruhu::models::Message</name>
        <message>
            <source>The password is too short or too long.</source>
            <translation>口令太短或太长。</translation>
        </message>
        <message>
            <source>This value breaks a rule and was not taken.</source>
            <translation>这个值不合规则，没有采用。</translation>
        </message>
        <message>
            <source>This file is not a picture that Ruhu can read.</source>
            <translation>这个文件不是能读的图片。</translation>
        </message>
        <message>
            <source>The file is not what it should be and was not taken.</source>
            <translation>这个文件不对，没有采用。</translation>
        </message>
        <message>
            <source>This picture is too large: more than 50 megapixels or 64 MB.</source>
            <translation>这张图片太大，超过 5000 万像素或 64 MB。</translation>
        </message>
        <message>
            <source>This is larger than Ruhu takes.</source>
            <translation>这个太大，入户收不下。</translation>
        </message>
        <message>
            <source>This version of Ruhu cannot handle that.</source>
            <translation>这个版本的入户还办不了这件事。</translation>
        </message>
        <message>
            <source>It is not on this laptop.</source>
            <translation>本机没有这一份。</translation>
        </message>
        <message>
            <source>A colleague has decided this already.</source>
            <translation>同事已经定过了。</translation>
        </message>
        <message>
            <source>There is one already.</source>
            <translation>已经有一份了。</translation>
        </message>
        <message>
            <source>The case moved on while you were reading it.</source>
            <translation>你看的时候，这件事又有了变化。</translation>
        </message>
        <message>
            <source>Somebody changed this in the meantime.</source>
            <translation>这期间有人改过。</translation>
        </message>
        <message>
            <source>You cannot sign this opinion: who investigated a case does not decide it, and only a township supervisor signs.</source>
            <translation>你不能签这份初审意见：调查过这一户的人不能定，只有乡镇分管负责人能签。</translation>
        </message>
        <message>
            <source>The hub does not know this code, or it was used already.</source>
            <translation>省平台不认这个登记码，或者已经用过了。</translation>
        </message>
        <message>
            <source>Your role does not allow this.</source>
            <translation>你的岗位不能办这件事。</translation>
        </message>
        <message>
            <source>Something that must be there is missing.</source>
            <translation>还缺必须有的内容。</translation>
        </message>
        <message>
            <source>This code has expired.</source>
            <translation>登记码过期了。</translation>
        </message>
        <message>
            <source>The rules of the province on this laptop are not valid today.</source>
            <translation>本机的省里规则今天不在有效期内。</translation>
        </message>
        <message>
            <source>This was stopped.</source>
            <translation>已经停下。</translation>
        </message>
        <message>
            <source>The password is wrong.</source>
            <translation>口令不对。</translation>
        </message>
        <message>
            <source>After a wrong password there is a short wait.</source>
            <translation>口令输错后要等一会儿。</translation>
        </message>
        <message>
            <source>The key of this laptop was not found where it was left.</source>
            <translation>这台电脑的设备密钥不在原来的地方。</translation>
        </message>
        <message>
            <source>The key ring of this desktop is locked.</source>
            <translation>桌面的密钥环锁着。</translation>
        </message>
        <message>
            <source>This desktop has no key ring.</source>
            <translation>这个桌面没有密钥环。</translation>
        </message>
        <message>
            <source>A part of the data on this laptop is damaged. Ruhu does not show what it cannot verify.</source>
            <translation>本机有一部分资料坏了。验不过的内容，入户不会显示。</translation>
        </message>
        <message>
            <source>The data on this laptop is older than it was before: an old copy was put in its place.</source>
            <translation>本机的资料比以前旧：有人换上了一份旧的。</translation>
        </message>
        <message>
            <source>This was written by a newer version of Ruhu and was left untouched.</source>
            <translation>这是更新版本的入户写的，一点没动。</translation>
        </message>
        <message>
            <source>Ruhu is locked.</source>
            <translation>入户锁着。</translation>
        </message>
        <message>
            <source>The data of this laptop is open in another window of Ruhu.</source>
            <translation>本机资料已在另一个入户窗口里打开。</translation>
        </message>
        <message>
            <source>The disk did not take it.</source>
            <translation>磁盘没写进去。</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>磁盘满了。</translation>
        </message>
        <message>
            <source>There is not enough free memory.</source>
            <translation>内存不够。</translation>
        </message>
        <message>
            <source>The province's server cannot be reached.</source>
            <translation>连不上省平台。</translation>
        </message>
        <message>
            <source>Reading this picture took too long.</source>
            <translation>读这张图片太久了。</translation>
        </message>
        <message>
            <source>The province's server did not answer in time.</source>
            <translation>省平台一直没有回应。</translation>
        </message>
        <message>
            <source>The server is not the one of your province: its certificate comes from somebody else. Nothing was sent.</source>
            <translation>对面不是本省的平台：证书是别人签的。什么都没有发出去。</translation>
        </message>
        <message>
            <source>The server gave an answer that Ruhu does not understand.</source>
            <translation>对面的回答看不懂。</translation>
        </message>
        <message>
            <source>A signature does not fit. What carries it was not taken.</source>
            <translation>有一处签名对不上，那一份没有采用。</translation>
        </message>
        <message>
            <source>The province's server refused it.</source>
            <translation>省平台没有收。</translation>
        </message>
        <message>
            <source>Something in Ruhu went wrong.</source>
            <translation>入户自己出了错。</translation>
        </message>
        <message>
            <source>All data on this laptop is still there.</source>
            <translation>本机资料都还在。</translation>
        </message>
        <message>
            <source>Nothing was changed on this laptop.</source>
            <translation>本机什么都没有变。</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>什么都没有变。</translation>
        </message>
        <message>
            <source>All answers up to the last one are kept; the last one is still on the screen.</source>
            <translation>前面的答案都存好了，最后一个还在屏幕上。</translation>
        </message>
        <message>
            <source>The visit and its other photos are kept; your file is untouched.</source>
            <translation>走访记录和别的照片都在，你的文件没有动。</translation>
        </message>
        <message>
            <source>The draft with all answers and photos is kept on this laptop.</source>
            <translation>草稿、答案和照片都存在本机。</translation>
        </message>
        <message>
            <source>Nothing was signed and nothing was changed.</source>
            <translation>没有签字，什么都没有变。</translation>
        </message>
        <message>
            <source>Both values are still there.</source>
            <translation>两边的值都还在。</translation>
        </message>
        <message>
            <source>Everything that was not sent is still on this laptop.</source>
            <translation>没发出去的都还在本机。</translation>
        </message>
        <message>
            <source>Take at least 10 characters, or 8 digits.</source>
            <translation>至少 10 个字符，或 8 位数字。</translation>
        </message>
        <message>
            <source>Correct it and try again.</source>
            <translation>改好再试。</translation>
        </message>
        <message>
            <source>Choose a JPEG or PNG picture; a phone can save as JPEG.</source>
            <translation>换一张 JPEG 或 PNG 图片，手机可以存成 JPEG。</translation>
        </message>
        <message>
            <source>Ask the office for the right file.</source>
            <translation>向单位要正确的文件。</translation>
        </message>
        <message>
            <source>Install the newest version of Ruhu.</source>
            <translation>装上最新版的入户。</translation>
        </message>
        <message>
            <source>Sync once, then look again.</source>
            <translation>同步一次再看。</translation>
        </message>
        <message>
            <source>Look at it as it is now, then decide again.</source>
            <translation>先看现在的样子，再定。</translation>
        </message>
        <message>
            <source>Ask your office for a new code.</source>
            <translation>向单位要一个新的登记码。</translation>
        </message>
        <message>
            <source>Ask the colleague who is in charge of it.</source>
            <translation>找负责的同事办。</translation>
        </message>
        <message>
            <source>Add what the list names.</source>
            <translation>照清单补上。</translation>
        </message>
        <message>
            <source>Sync once, so that the rules in force arrive.</source>
            <translation>同步一次，让现行规则传过来。</translation>
        </message>
        <message>
            <source>Look at Caps Lock and type it again.</source>
            <translation>看看大写锁定，再输一次。</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>过一会儿再试。</translation>
        </message>
        <message>
            <source>Open the key ring of the desktop that was used last time, or ask your office. Do not set the laptop up anew.</source>
            <translation>打开上次用的那个桌面密钥环，或问单位。不要重新登记这台电脑。</translation>
        </message>
        <message>
            <source>Unlock the key ring, then try again.</source>
            <translation>先解开密钥环，再试。</translation>
        </message>
        <message>
            <source>Start the key ring of the desktop, then try again.</source>
            <translation>先启动桌面的密钥环，再试。</translation>
        </message>
        <message>
            <source>Call your office before you go on working.</source>
            <translation>先给单位打电话，再接着用。</translation>
        </message>
        <message>
            <source>Unlock it with your password.</source>
            <translation>用你的口令解锁。</translation>
        </message>
        <message>
            <source>Go on in that window, or close it first.</source>
            <translation>到那个窗口接着办，或先关掉它。</translation>
        </message>
        <message>
            <source>Leave the program open and call your office: the disk may be failing.</source>
            <translation>先别关程序，给单位打电话：磁盘可能要坏。</translation>
        </message>
        <message>
            <source>Free some space, then try again.</source>
            <translation>腾出一些空间，再试。</translation>
        </message>
        <message>
            <source>Close other programs, then try again.</source>
            <translation>关掉别的程序，再试。</translation>
        </message>
        <message>
            <source>Choose another picture.</source>
            <translation>换一张图片。</translation>
        </message>
        <message>
            <source>Go on working; Ruhu tries again by itself when there is a network.</source>
            <translation>照常干活，有网时入户会自己再试。</translation>
        </message>
        <message>
            <source>Do not go on in this network; tell your office.</source>
            <translation>不要在这个网络里继续，告诉单位。</translation>
        </message>
        <message>
            <source>A sign-in page of the network may stand in between. Open it in a browser, or try another network.</source>
            <translation>可能要先在浏览器里登录这个网络，或换一个网络。</translation>
        </message>
        <message>
            <source>Tell your office; the details are on the sync page.</source>
            <translation>告诉单位，详情在同步页。</translation>
        </message>
    </context>
</TS>
