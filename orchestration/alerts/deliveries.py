"""How messages leave: Apprise's own plugins, each with the one thing it lacks for us. Which channels there are: `channels`.

- Mail: Apprise writes a new Message-ID into every copy. Ours must be the same in every copy of one message, so the mail
  plugin is asked to prepare the mail and the identity is set before it is sent; a refusal is told apart from a failure.
- 企业微信 and 钉钉 answer HTTP 200 to a message they refuse; the reason stands in the answer, which the plugins do not read.
- 钉钉's signature is encoded once more than its server expects.
- A private installation (政务微信, 专有钉钉, 专有飞书) has its own address.

Apprise is imported when a channel is built: it takes a moment.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from orchestration.alerts.model import Deliver, Settings

MAX_ATTACHED_BYTES = 8_000_000  # of one mail, over all its files: common servers refuse 10 MB with its base64


class TemporaryFailureError(Exception):
    """Not delivered; may be later."""


class PermanentFailureError(Exception):
    """Refused for good: trying again would not help."""


def _plugin_module(name: str) -> Any:
    """A module of Apprise's plugins, whose functions carry no types."""
    return import_module(f"apprise.plugins.{name}")


def mail(address: str, settings: Settings) -> Deliver:
    from apprise.exception import AppriseException

    notify = _plugin_module("email").NotifyEmail
    if not settings.mail_url:
        raise TemporaryFailureError("没有设置发信服务器（private/channels.toml 的 [mail] url）")
    parsed = notify.parse_url(settings.mail_url) or {}
    parsed["targets"] = [address]
    try:
        plugin = notify(**parsed)
    except (AppriseException, TypeError) as error:
        raise TemporaryFailureError("发信服务器的设置不对（private/channels.toml 的 [mail] url）") from error

    def deliver(identity: str, title: str, body: str, attachments: list[Path]) -> None:
        _send_mail(plugin, f"<{identity}@threekey.local>", title, body, attachments)

    return deliver


def _send_mail(plugin: Any, message_id: str, title: str, body: str, attachments: list[Path]) -> None:
    from email import message_from_string

    from apprise import AppriseAttachment, NotifyFormat
    from apprise.plugins.email.smtp import AppriseSMTPController

    class Controller(AppriseSMTPController):
        """Apprise's own folds every failure of a mail into False; which one it was decides whether to try again."""

        def sendmail(self, from_addr: str, to_addrs: list[str], message: str) -> bool:
            connection: Any = self._socket
            connection.sendmail(from_addr, to_addrs, message)
            return True

    attach = AppriseAttachment([str(path) for path in attachments]) if attachments else None
    (prepared,) = _plugin_module("email").NotifyEmail.prepare_emails(
        subject=title,
        body=body,
        notify_format=NotifyFormat.TEXT,
        from_addr=plugin.from_addr,
        to=plugin.targets,
        smtp_host=plugin.smtp_host,
        attach=attach,
        headers={"X-Application": "threekey", "Auto-Submitted": "auto-generated"},
        names=plugin.names,
        tzinfo=plugin.tzinfo,
    )
    mail = message_from_string(prepared.body)
    del mail["Message-ID"]
    mail["Message-ID"] = message_id
    controller = Controller(
        host=plugin.smtp_host,
        port=plugin.port,
        secure_mode=plugin.secure_mode,
        user=plugin.user,
        password=plugin.password,
        verify_certificate=plugin.verify_certificate,
        socket_connect_timeout=plugin.socket_connect_timeout,
    )
    try:
        with controller as smtp:
            smtp.sendmail(plugin.from_addr[1], prepared.to_addrs, mail.as_string())
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        kind = PermanentFailureError if all(500 <= code < 600 for code in codes) else TemporaryFailureError
        raise kind(f"邮件服务器拒收该地址（{'、'.join(map(str, codes))}）") from error
    except smtplib.SMTPResponseException as error:
        # a refused login or sender is ours to mend, not the recipient's fault: it stays temporary
        is_final = isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600
        kind = PermanentFailureError if is_final else TemporaryFailureError
        raise kind(f"邮件服务器答复 {error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise TemporaryFailureError(f"连不上邮件服务器（{type(error).__name__}）") from error


class _Listening:
    """Stands in for `requests` in a plugin's module during one send, and keeps the answers the plugin does not look at."""

    def __init__(self, real: ModuleType) -> None:
        self._real = real
        self.answers: list[Any] = []
        self.errors: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def _kept(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            answer = call(*args, **kwargs)
        except self._real.RequestException as error:
            self.errors.append(type(error).__name__)
            raise
        self.answers.append(answer)
        return answer

    def post(self, *args: Any, **kwargs: Any) -> Any:
        return self._kept(self._real.post, *args, **kwargs)

    def request(self, *args: Any, **kwargs: Any) -> Any:
        return self._kept(self._real.request, *args, **kwargs)


@contextmanager
def _listening(module: Any) -> Iterator[_Listening]:
    real = module.requests
    module.requests = listener = _Listening(real)
    try:
        yield listener
    finally:
        module.requests = real


def refusal(answer: Any) -> str:
    """What a robot's answer says against a message although its status is 200; "" when it took it."""
    try:
        content = answer.json()
    except ValueError:
        return ""
    if not isinstance(content, dict):
        return ""
    code = content.get("errcode") or content.get("code") or content.get("StatusCode")
    words = content.get("errmsg") or content.get("msg") or content.get("StatusMessage") or ""
    return f"{code} {words}".strip() if code else ""


def _over_http(plugin: Any, module: Any) -> Deliver:
    from apprise import Apprise, NotifyFormat

    def deliver(_identity: str, title: str, body: str, _attachments: list[Path]) -> None:
        plugin.request_rate_per_sec = 0  # one message a robot and pass; between tries the caller waits as long as it likes
        sender = Apprise()
        sender.add(plugin)
        with _listening(module) as listener:
            accepted = sender.notify(body=body, title=title, body_format=NotifyFormat.TEXT)
        if listener.errors:
            raise TemporaryFailureError(f"连不上（{listener.errors[-1]}）")
        if refused := next(filter(None, map(refusal, listener.answers)), ""):
            raise TemporaryFailureError(f"机器人拒收：{refused}")
        if not accepted:
            status = listener.answers[-1].status_code if listener.answers else "无答复"
            raise TemporaryFailureError(f"未被接受（{status}）")

    return deliver


def _signing_once(robot: Any) -> Any:
    """The plugin encodes its signature for a URL, and its HTTP library does so again: then 钉钉 says that it does not match."""

    class SigningOnce(robot):  # type: ignore[misc]
        def get_signature(self) -> tuple[str, str]:
            timestamp, signature = super().get_signature()
            return timestamp, unquote(signature)

    return SigningOnce


def wecom(key: str, settings: Settings) -> Deliver:
    module, endpoint = _plugin_module("wecombot"), settings.endpoints.get("wecom", "")
    plugin = module.NotifyWeComBot(key=key)
    plugin.api_url = endpoint.format(token=key) if endpoint else plugin.api_url
    return _over_http(plugin, module)


def dingtalk(address: str, settings: Settings) -> Deliver:
    module = _plugin_module("dingtalk")
    token, _, secret = address.partition(".")
    plugin = _signing_once(module.NotifyDingTalk)(token=token, secret=secret or None)
    plugin.notify_url = settings.endpoints.get("dingtalk", "") or plugin.notify_url
    return _over_http(plugin, module)


def feishu(token: str, settings: Settings) -> Deliver:
    module = _plugin_module("feishu")
    plugin = module.NotifyFeishu(token=token)
    plugin.notify_url = settings.endpoints.get("feishu", "") or plugin.notify_url
    return _over_http(plugin, module)


def lark(token: str, settings: Settings) -> Deliver:
    module, endpoint = _plugin_module("lark"), settings.endpoints.get("lark", "")
    plugin = module.NotifyLark(token=token)
    plugin.webhook_url = endpoint.format(token=token) if endpoint else plugin.webhook_url
    return _over_http(plugin, module)


def webhook(address: str, _settings: Settings) -> Deliver:
    module = _plugin_module("custom_json")
    scheme, _, rest = address.partition("://")
    parsed = module.NotifyJSON.parse_url(f"{'jsons' if scheme in ('https', 'jsons') else 'json'}://{rest}")
    if not parsed:
        raise PermanentFailureError("接口地址的写法不对")

    def deliver(identity: str, title: str, body: str, attachments: list[Path]) -> None:
        plugin = module.NotifyJSON(**{**parsed, "payload": {**parsed.get("payload", {}), "message_id": identity}})
        _over_http(plugin, module)(identity, title, body, attachments)

    return deliver


def keep(_address: str, _settings: Settings) -> Deliver:
    """Nothing is sent: the letter in outbox/sent is what its reader reads."""

    def deliver(_identity: str, _title: str, _body: str, _attachments: list[Path]) -> None:
        return None

    return deliver
