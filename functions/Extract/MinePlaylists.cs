using System.Collections.Immutable;
using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The playlists that <c>mine</c> stands for, which each run finds.</summary>
/// <param name="limit">The most playlists.</param>
/// <param name="before">The playlists that it stood for in the last run.</param>
internal sealed class MinePlaylists(
    SpotifyApi spotify, CurrentUser user, int limit, ImmutableArray<string> before, RunClock clock)
{
    /// <summary>Replaces <c>mine</c> by its playlists, without those that are configured by id. A failure to find them
    /// leaves the other sources.</summary>
    public async Task<FoundSources> FindAsync(
        IReadOnlyList<ConfiguredSource> configured, CancellationToken cancellationToken)
    {
        if (configured.FirstOrDefault(source => source.Id is SourceId.Mine) is not { Id: { } mine } line)
        {
            return new FoundSources(configured, Mine: null);
        }

        var others = configured.Where(source => source != line).ToList();
        IReadOnlyList<FoundPlaylist> found;
        try
        {
            var all = await PlaylistFinder.FindAsync(spotify, await user.IdAsync(), cancellationToken);
            found = [.. all.Where(playlist => SourceId.TryParse(playlist.Id, out var id) && id.Name == playlist.Id
                && id is SourceId.Playlist)];
        }
        catch (Exception failure)
        {
            return new FoundSources(
                others, FailureClassifier.Classify(FailedSource.Of(mine), failure, clock, progressed: false));
        }

        var given = others.Select(source => source.Name).ToHashSet(StringComparer.Ordinal);
        var chosen = Choose(found)
            .Select(playlist => new SourceId.Playlist(playlist.Id))
            .Where(playlist => !given.Contains(playlist.Name))
            .Select(playlist => new ConfiguredSource(playlist.Name, playlist, IsFound: true));
        return new FoundSources(
            [.. configured.SelectMany(source => source == line ? chosen : [source])],
            found.Count > limit ? Capped(found.Count) : null);
    }

    /// <summary>The playlists that are read: those of the last run stay, and owned ones come before others.</summary>
    private IEnumerable<FoundPlaylist> Choose(IReadOnlyList<FoundPlaylist> found) => found.Count <= limit
        ? found
        : found.OrderBy(playlist => before.Contains(playlist.Id) ? 0 : playlist.IsOwned ? 1 : 2).Take(limit);

    private PlaylistOutcome Capped(int found) => new(SourceId.Mine.Id, OutcomeKind.Capped)
    {
        Entries = found,
        Reason = string.Create(
            CultureInfo.InvariantCulture, $"{found} playlists found, the first {limit} are read"),
        Advice = "Raise the setting mineLimit and deploy again, or give the playlists that matter by id.",
    };
}

/// <param name="Sources">The sources to read, in the order of the settings.</param>
/// <param name="Mine">The outcome of <c>mine</c> itself; null if there is nothing to tell.</param>
internal sealed record FoundSources(IReadOnlyList<ConfiguredSource> Sources, PlaylistOutcome? Mine);
