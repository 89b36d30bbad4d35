using Functions.Transform.Json;

namespace Functions.Transform;

/// <summary>The receiver of a playlist's entries, in their order. Each entry is either added or rejected.</summary>
internal interface IEntrySink
{
    /// <summary>Takes an entry.</summary>
    /// <param name="entry">The entry, valid until this returns.</param>
    /// <param name="text">The bytes of its texts, valid until this returns.</param>
    void Add(PlaylistEntry entry, EntryText text);

    /// <summary>Takes an entry that cannot be read.</summary>
    /// <param name="reason">The reason, as the end of a sentence.</param>
    /// <param name="record">The entry's JSON as the page has it; empty if it is nested too deep to be kept.</param>
    void Reject(string reason, ReadOnlySpan<byte> record);
}
