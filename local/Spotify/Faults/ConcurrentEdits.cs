using System.Collections.Concurrent;
using Local.Spotify.Http;
using Local.Spotify.Playlists;

namespace Local.Spotify.Faults;

/// <summary>
/// Somebody edits a playlist while it is read: after each page another version with another <c>snapshot_id</c>, until
/// the day's own is reached. So whoever reads on until nothing changes ends with what the day has.
/// </summary>
/// <param name="edits">How many edits a playlist (by its id) gets on a day; the same each time it is asked.</param>
internal sealed class ConcurrentEdits(Func<int, string, int> edits) : FaultSource
{
    private readonly ConcurrentDictionary<(int Day, string Playlist), EditSequence> _sequences = new();

    /// <summary>One playlist is edited so many times each day.</summary>
    public ConcurrentEdits(string playlist, int edits)
        : this((_, id) => id == playlist ? edits : 0)
    {
    }

    /// <summary>So many pages are read from one edit to the next.</summary>
    public int PagesBetween { get; init; } = 1;

    internal override SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) =>
        EditsOf(playlist.Id, day).Now(playlist);

    internal override string? OnResponse(RequestTarget request) =>
        request is { Kind: RequestKind.Entries, PlaylistId: { } playlist }
        && EditsOf(playlist, request.Day).IsEditedAfterPage(PagesBetween)
            ? "edit while paging"
            : null;

    private EditSequence EditsOf(string playlist, int day) =>
        _sequences.GetOrAdd((day, playlist), key => new EditSequence(edits(key.Day, key.Playlist)));

    private sealed class EditSequence(int edits)
    {
        private readonly Lock _lock = new();
        private int _left = edits;
        private int _pages;
        private SandboxPlaylist? _current;
        private int _currentFor;

        public bool IsEditedAfterPage(int pages)
        {
            lock (_lock)
            {
                if (_left == 0 || ++_pages < pages)
                {
                    return false;
                }

                _pages = 0;
                _left--;
                return true;
            }
        }

        public SandboxPlaylist Now(SandboxPlaylist final)
        {
            lock (_lock)
            {
                if (_left == 0)
                {
                    return final;
                }

                if (_currentFor != _left)
                {
                    (_current, _currentFor) = (Earlier(final, _left), _left);
                }

                return _current!;
            }
        }

        /// <summary>Some entries in another order, and every other time one that is not there yet.</summary>
        private static SandboxPlaylist Earlier(SandboxPlaylist final, int edit)
        {
            var count = final.Entries.Count;
            var moved = count == 0 ? 0 : edit % count;
            List<ReadOnlyMemory<byte>> entries = [.. final.Entries.Skip(moved), .. final.Entries.Take(moved)];
            if (edit % 2 == 1 && count > 1)
            {
                entries.RemoveAt(count - 1);
            }

            byte[] number = [(byte)edit];
            return final with { SnapshotId = SnapshotIds.Of(entries.Prepend(number)), Entries = entries };
        }
    }
}
