using Functions.Transform.Json;

namespace Functions.Transform;

/// <summary>The receiver of a playlist's entries, in their order. Each entry is either added or rejected.</summary>
internal interface IEntrySink
{
    /// <param name="entry">The entry, valid until this returns.</param>
    /// <param name="text">The bytes of its texts, valid until this returns.</param>
    void Add(PlaylistEntry entry, EntryText text);

    /// <param name="record">The entry's JSON as the page has it; empty if it is nested too deep to be kept.</param>
    void Reject(string reason, ReadOnlySpan<byte> record);
}
