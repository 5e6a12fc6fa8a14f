"""What must outlive a restart and Telegram does not tell again: names, topics, menus it set, where posts are."""

from pathlib import Path

from bot import small_file

MOST_POSTS = 1000
"""Posts in topics that are remembered; older ones than these nobody presses."""


class Memory:
    """A small file; losing it costs a few requests and the names of topics, no post."""

    def __init__(self, path: Path) -> None:
        self._path = path
        kept = small_file.read(path)
        self.username = str(kept.get("username", ""))
        self._topics: dict[str, dict[str, str]] = kept.get("topics", {})
        self._menus: dict[str, str] = kept.get("menus", {})
        self._public: dict[str, str] = kept.get("public", {})
        self._posts: dict[str, int] = kept.get("posts", {})

    def name(self, username: str) -> None:
        if username != self.username:
            # menus belong to the account: another one has none yet
            self.username, self._menus = username, {}
            self._write()

    def topics(self, chat: int) -> dict[int, str]:
        """The topics seen in a chat: name by thread."""
        return {int(thread): name for thread, name in self._topics.get(str(chat), {}).items()}

    def see_topic(self, chat: int, thread: int, name: str) -> None:
        """Keep that a topic is there; an empty name leaves the one that is known."""
        topics = self._topics.setdefault(str(chat), {})
        fresh = name or topics.get(str(thread), "")
        if topics.get(str(thread)) != fresh:
            topics[str(thread)] = fresh
            self._write()

    def topic_of(self, chat: int, message: int) -> int:
        """The topic in which a post of ours stands; 0 for none, or one that is not remembered."""
        return self._posts.get(f"{chat}:{message}", 0)

    def see_post(self, chat: int, message: int, topic: int) -> None:
        """Keep where a post with buttons stands: of an old one Telegram tells no topic when somebody presses."""
        self._posts[f"{chat}:{message}"] = topic
        for oldest in list(self._posts)[:-MOST_POSTS]:
            del self._posts[oldest]
        self._write()

    def public_name(self, chat: int) -> str:
        """The @name of a public group; empty for a group that has none."""
        return self._public.get(str(chat), "")

    def see_public_name(self, chat: int, name: str) -> None:
        if name == self.public_name(chat):
            return
        self._public[str(chat)] = name
        if not name:
            del self._public[str(chat)]
        self._write()

    def menu(self, scope: str) -> str:
        """The mark of the menu set in a scope; empty for none."""
        return self._menus.get(scope, "")

    def set_menu(self, scope: str, mark: str) -> None:
        self._menus[scope] = mark
        self._write()

    def _write(self) -> None:
        kept = {
            "username": self.username,
            "topics": self._topics,
            "menus": self._menus,
            "public": self._public,
            "posts": self._posts,
        }
        small_file.write(self._path, kept)
