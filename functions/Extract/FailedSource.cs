using System.Collections.Immutable;
using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>A source in the words of an outcome's advice.</summary>
/// <param name="Name">The name that its outcome has.</param>
/// <param name="Endpoint">The endpoint that is read.</param>
/// <param name="Setting">The configuration that asks for it.</param>
/// <param name="Removal">The configuration without it, as a command.</param>
/// <param name="IsPlaylist">True for a playlist, which Spotify may refuse as such.</param>
internal sealed record FailedSource(
    string Name,
    string Endpoint,
    string Setting,
    string Removal,
    ImmutableArray<string> Scopes,
    bool IsPlaylist = false)
{
    public static readonly FailedSource Plays = new(
        PlaylistOutcome.Plays,
        RecentPlays.Address.OriginalString,
        "the setting plays",
        "set plays to false",
        [ScheduledEvent.PlaysScope]);

    /// <summary>The scopes that are missing, and what to do.</summary>
    public string ScopeAdvice =>
        $"{Endpoint}, which {Setting} reads, needs the scope{(Scopes.Length > 1 ? "s" : "")} "
        + $"{string.Join(" and ", Scopes)}. Let the user agree again: dotnet dev.cs login --stack NAME, then pulumi "
        + "up.";

    /// <summary>The next run's beginning, after one that ended too early.</summary>
    public string Continuation => IsPlaylist ? "goes on from what is stored" : "reads it from its beginning";

    /// <param name="isFound">True if <c>mine</c> has found it.</param>
    public static FailedSource Of(SourceId source, bool isFound = false) => new(
        source.Name,
        source switch
        {
            SourceId.Mine => PlaylistFinder.Endpoint,
            _ => OwnSource.Find(source)?.List.Endpoint ?? $"playlists/{source.Name}",
        },
        $"{(isFound ? SourceId.Mine.Id : source.Text)} in the setting playlists",
        $"remove {source.Text} from the setting playlists",
        source.Scopes,
        source is SourceId.Playlist);
}
