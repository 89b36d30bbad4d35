using System.Collections.Concurrent;
using Twin.Spotify.Http;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;

namespace Twin.Spotify.Faults;

/// <summary>Edits of a playlist or of one of the user's own lists while it is read: after each page it has another
/// version with another <c>snapshot_id</c>, until the day's final version is reached. So a client that reads until
/// nothing changes ends with the day's version.</summary>
/// <param name="edits">The number of edits of a playlist (by its id) or of an own list (by its address) on a day;
/// always the same for the same arguments.</param>
internal sealed class ConcurrentEdits(Func<int, string, int> edits) : FaultSource
{
    private readonly ConcurrentDictionary<(int Day, string Playlist), EditSequence> _sequences = new();

    /// <summary>Edits one playlist the given number of times each day.</summary>
    public ConcurrentEdits(string playlist, int edits)
        : this((_, id) => id == playlist ? edits : 0)
    {
    }

    public int PagesBetween { get; init; } = 1;

    internal override SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) =>
        EditsOf(playlist.Id, day).Now(playlist);

    internal override string? OnResponse(RequestTarget request) =>
        (request.Kind == RequestKind.Entries ? request.PlaylistId : request.OwnList) is { } list
        && EditsOf(list, request.Day).IsEditedAfterPage(PagesBetween)
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

        /// <summary>An earlier version: the entries in another order and, in every other version, one entry fewer; of
        /// the liked songs, the newest ones are not liked yet.</summary>
        private static SandboxPlaylist Earlier(SandboxPlaylist final, int edit)
        {
            if (final.Id == OwnMusic.SavedTracksPath)
            {
                return final with { Entries = [.. final.Entries.Skip(edit)] };
            }

            var count = final.Entries.Count;
            var moved = count == 0 ? 0 : edit % count;
            List<ReadOnlyMemory<byte>> entries = [.. final.Entries.Skip(moved), .. final.Entries.Take(moved)];
            if (edit % 2 == 1 && count > 1)
            {
                entries.RemoveAt(count - 1);
            }

            byte[] number = [(byte)edit];
            return final with { SnapshotId = SnapshotIds.Compute(entries.Prepend(number)), Entries = entries };
        }
    }
}

/// <summary>Another <c>snapshot_id</c> in each response although nothing changed, as was seen with Spotify's own
/// playlists.</summary>
internal sealed class UnstableSnapshotId(string id) : FaultSource
{
    private int _number;

    internal override SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day)
    {
        if (playlist.Id != id)
        {
            return playlist;
        }

        var number = Interlocked.Increment(ref _number);
        return playlist with
        {
            SnapshotId = SnapshotIds.Compute(Encoding.UTF8.GetBytes($"{playlist.SnapshotId}/{number}")),
        };
    }
}
