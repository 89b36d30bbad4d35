namespace Twin.Spotify.Own;

/// <summary>The user's own lists on one day.</summary>
/// <param name="TopTracks">The user's charts by their <c>time_range</c>: the JSON object of each track in UTF-8, first
/// place first.</param>
/// <param name="SavedTracks">The liked songs, newest first: the JSON object of each entry in UTF-8, with
/// <c>added_at</c> and <c>track</c>.</param>
public sealed record OwnMusic(
    ImmutableDictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>> TopTracks,
    IReadOnlyList<ReadOnlyMemory<byte>> SavedTracks)
{
    public static OwnMusic None { get; } = new(
        ImmutableDictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>>.Empty, []);
}
