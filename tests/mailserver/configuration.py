"""What Postfix and Dovecot are told, with `@NAME@` where a value of the running server belongs."""

from __future__ import annotations

from collections.abc import Mapping

PASSWORD = "market-day"
DOMAIN = "tilleul.test"
UNKNOWN = "nobody@example.test"  # refused at once: 550
REFUSED = "closed@example.test"  # refused at once: 554
BUSY = "later@example.test"  # 450 for ever
BOUNCING = "moved@example.test"  # taken, and returned to its sender a moment later

FOLDERS = ("postfix", "spool", "postfix-data", "run", "mail", "log")


def files(values: Mapping[str, object]) -> Mapping[str, str]:
    """Every file of the configuration, by its name below the server's folder."""
    return {name: _filled(text, values) for name, text in _TEXTS.items()}


def _filled(text: str, values: Mapping[str, object]) -> str:
    for key, value in values.items():
        text = text.replace(f"@{key}@", str(value))
    return text


DOVECOT = """\
base_dir = @FOLDER@/run/dovecot
state_dir = @FOLDER@/run
log_path = @FOLDER@/log/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <@FOLDER@/tls.pem
ssl_key = <@FOLDER@/tls.key
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
first_valid_uid = 1
mail_uid = mail
mail_gid = mail
mail_home = @FOLDER@/mail/%d/%n
mail_location = maildir:~/Maildir
mailbox_list_index = yes
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
passdb {
  driver = static
  args = password=@PASSWORD@
}
userdb {
  driver = static
  args = uid=mail gid=mail home=@FOLDER@/mail/%d/%n allow_all_users=yes
}
protocol lmtp {
  postmaster_address = postmaster@localhost
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    port = @IMAP@
  }
  inet_listener imaps {
    port = @IMAPS@
    ssl = yes
  }
}
service lmtp {
  unix_listener @FOLDER@/run/lmtp {
    user = postfix
    mode = 0600
  }
}
service auth {
  unix_listener @FOLDER@/run/auth {
    user = postfix
    mode = 0660
  }
}
"""

MAIN = """\
compatibility_level = 3.6
queue_directory = @FOLDER@/spool
data_directory = @FOLDER@/postfix-data
mail_owner = postfix
setgid_group = postdrop
maillog_file = @FOLDER@/log/postfix.log
maillog_file_prefixes = @FOLDER@/log
myhostname = mail.tilleul.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.1/32
virtual_mailbox_domains = regexp:@FOLDER@/postfix/mailboxes
virtual_mailbox_maps = regexp:@FOLDER@/postfix/mailboxes
virtual_transport = lmtp:unix:@FOLDER@/run/lmtp
transport_maps = regexp:@FOLDER@/postfix/transports
recipient_delimiter = +
smtpd_sasl_type = dovecot
smtpd_sasl_path = @FOLDER@/run/auth
smtpd_tls_cert_file = @FOLDER@/tls.pem
smtpd_tls_key_file = @FOLDER@/tls.key
smtpd_tls_security_level = may
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access regexp:@FOLDER@/postfix/recipients
smtpd_error_sleep_time = 0
smtpd_client_auth_rate_limit = 0
"""

MASTER = """\
@SMTP@ inet n - n - - smtpd
@SUBMISSION@ inet n - n - - smtpd
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
lmtp unix - - n - - lmtp
moved unix - n n - - pipe
  user=mail argv=/bin/sh -c {echo the person has moved; exit 67}
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
pickup unix n - n 60 1 pickup
postlog unix-dgram n - n - 1 postlogd
"""

MAILBOXES = """\
!/^nobody@/ ok
"""

RECIPIENTS = f"""\
/^{REFUSED}$/ 554 5.7.1 this mailbox takes no mail from you
/^{BUSY}$/ 450 4.2.1 this mailbox is busy
"""

TRANSPORTS = f"""\
/^{BOUNCING}$/ moved:
"""

_TEXTS = {
    "dovecot.conf": DOVECOT,
    "postfix/main.cf": MAIN,
    "postfix/master.cf": MASTER,
    "postfix/mailboxes": MAILBOXES,
    "postfix/recipients": RECIPIENTS,
    "postfix/transports": TRANSPORTS,
}
