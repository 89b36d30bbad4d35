namespace Tests.Infra.Queries;

/// <summary>An entry of a playlist. An unknown text is empty.</summary>
/// <param name="Song">The song of a track; null for anything else.</param>
internal sealed record PlayedEntry(
    string Kind, string Id, string Name, PlayedSong? Song, string AddedAt, string AddedBy)
{
    public static PlayedEntry From(PlayedSong song, string addedAt = "2026-09-30T12:00:00Z") =>
        new("track", song.Id, song.Name, song, addedAt, "u1");
}
