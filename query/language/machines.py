"""What is typed to do things to machines and networks: tunnels, shares, ports, printers, updates."""

from __future__ import annotations

from query.language.doing import Doing, doing

_ENDED = ("close", "disable", "disconnect", "down", "end", "off", "remove", "stop", "unmount")

# What people do to machines and networks, where a command is asked for: what goes off again comes first.
TO_MACHINES: tuple[Doing, ...] = (
    doing(
        r"\b(?:nmcli\b.*\bdown|wg-quick down|tailscale down|ipsec down|rasdial\b.*/d\w*|scutil --nc stop)\b"
        r"|\b(?:mullvad|nordvpn|protonvpn\S*|warp-cli) (?:disconnect|d)\b|\bkill\w* openvpn\b",
        _ENDED, ("vpn", "tunnel"), besides=("connection",),
    ),
    doing(
        r"\b(?:nmcli (?:-\S+ )*c\w* up|wg-quick up|tailscale up|ipsec up|rasdial|scutil --nc start)\b"
        r"|\b(?:mullvad|nordvpn|protonvpn\S*|warp-cli) (?:connect|c)\b|^(?:sudo )?(?:openvpn|openconnect|vpnc)\b"
        r"|\bsystemctl start (?:openvpn|wg-quick|strongswan)",
        ("activate", "bring", "connect", "dial", "enable", "establish", "open", "start", "switch", "turn", "up"),
        ("vpn", "tunnel"), unsaid=_ENDED, besides=("connection",),
    ),
    doing(
        r"\bnmcli (?:-\S+ )*d\w* w\w* c\w*\b|\bnetsh wlan connect\b|\biwctl\b.*\bconnect\b|-setairportnetwork\b",
        ("connect", "join"), ("wifi", "wi-fi", "wlan", "network"), unsaid=(*_ENDED, "drive", "share", "vpn"),
    ),
    doing(
        r"^net use\b.*/d\w*|^remove-(?:psdrive|smbmapping)\b|^(?:sudo )?umount\b|\bgio mount -u\b"
        r"|\bdiskutil (?:eject|unmount)",
        (*_ENDED, "eject"), ("drive", "share", "volume", "disk", "stick"), besides=("network", "usb"),
    ),
    doing(
        r"^net use \S+ \S+|^new-(?:psdrive|smbmapping)\b|^(?:sudo )?mount\b.*(?://|\bcifs\b|\bnfs\b|:/)"
        r"|\bgio mount (?!-u)|^sshfs\b|^mount_smbfs\b|^open smb:",
        ("add", "attach", "connect", "get", "map", "mount"), ("drive", "share", "volume"),
        unsaid=_ENDED, besides=("network",),
    ),
    doing(
        r"\b(?:apt(?:-get)?|dnf|yum|zypper|brew|winget|choco|flatpak|snap|port) (?:-\S+ )*(?:full-|dist-)?"
        r"(?:upgrade|update|refresh|up)\b|\bpacman -Syu\b|\bsoftwareupdate -\w*i",
        ("update", "upgrade"), ("machine", "package", "system", "program", "software", "update", "upgrade"),
    ),
    doing(r"^(?:sudo )?(?:lp|lpr)\b|^out-printer\b", ("print",), besides=("page", "paper", "printer")),
    doing(
        r"^(?:sudo )?(?:reboot|shutdown -r|restart-computer)\b|\bsystemctl reboot\b|^shutdown /r\b",
        ("reboot", "restart"), ("computer", "laptop", "machine", "server", "pc", "box", "reboot"),
    ),
    doing(
        r"\bufw allow\b|\bfirewall-cmd\b.*--add|\badvfirewall\b.*\badd\b|\biptables -[AI]\b|^new-netfirewallrule\b",
        ("allow", "open"), ("firewall", "port"),
    ),
    doing(r"^ssh\b.*\s-\w*[LRD]\b", ("forward", "open", "tunnel", "make"), ("port", "tunnel")),
    doing(
        r"^(?:ss|netstat|lsof -i)\b|^get-nettcpconnection\b",
        ("check", "find", "list", "see", "show", "look", "listen"), ("port", "ports", "socket"),
    ),
    doing(
        r"\b(?:pdfunite|pdftk\b.*\bcat|qpdf\b.*--pages|gs\b.*pdfwrite)\b",
        ("combine", "join", "merge", "put"), ("pdf", "pdfs"),
    ),
)  # fmt: skip
"""Looked at where a command is asked for, in this order."""
