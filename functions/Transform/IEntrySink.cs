namespace Functions.Transform;

/// <summary>Takes the entries of a playlist in its order: each is either added or rejected.</summary>
internal interface IEntrySink
{
    /// <param name="entry">Valid until this returns.</param>
    void Add(PlaylistEntry entry, EntryText text);

    /// <param name="reason">Why the entry cannot be read: the end of a sentence.</param>
    /// <param name="record">
    /// The entry's JSON as it stands in the page; empty where it is too long or too deeply nested to be kept.
    /// </param>
    void Reject(string reason, ReadOnlySpan<byte> record);
}
