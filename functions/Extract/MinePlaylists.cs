using System.Collections.Immutable;
using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The playlists that <c>mine</c> stands for, which each run finds.</summary>
/// <param name="limit">The most playlists.</param>
/// <param name="before">The state that the last run left.</param>
internal sealed class MinePlaylists(
    SpotifyApi spotify, CurrentUser user, int limit, ExtractState before, RunClock clock)
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
        var given = others.Select(source => source.Name).ToHashSet(StringComparer.Ordinal);
        List<FoundPlaylist> found;
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

        var isEmpty = found.Count == 0;
        found.RemoveAll(playlist => given.Contains(playlist.Id));
        var chosen = Choose(found)
            .Select(playlist => new SourceId.Playlist(playlist.Id))
            .Select(playlist => new ConfiguredSource(playlist.Name, playlist, IsFound: true));
        return new FoundSources(
            [.. configured.SelectMany(source => source == line ? chosen : [source])],
            Unscoped(mine) ?? (isEmpty ? Empty : found.Count > limit ? Capped(found.Count) : null));
    }

    /// <summary>The outcome of a token without a scope of <c>mine</c>. Spotify then leaves private or shared playlists
    /// out, without a refusal.</summary>
    private PlaylistOutcome? Unscoped(SourceId mine)
    {
        var granted = spotify.GrantedScope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return granted.Length == 0 || !mine.Scopes.Except(granted, StringComparer.Ordinal).Any()
            ? null
            : new PlaylistOutcome(mine.Name, OutcomeKind.Failed)
            {
                Reason = $"the user has agreed to {string.Join(' ', granted)} only: private or shared playlists are "
                    + "missing",
                Advice = FailedSource.Of(mine).ScopeAdvice,
            };
    }

    /// <summary>The playlists that are read: those of the last run stay, owned ones come before others, and those that
    /// were refused come last.</summary>
    private IEnumerable<FoundPlaylist> Choose(List<FoundPlaylist> found) => found.Count <= limit
        ? found
        : found.OrderBy(RankOf).Take(limit);

    private int RankOf(FoundPlaylist playlist) => before.Mine?.Contains(playlist.Id) == true ? 0
        : before.Skipped?.Contains(playlist.Id) == true ? 3
        : playlist.IsOwned ? 1 : 2;

    private static PlaylistOutcome Empty => new(SourceId.Mine.Id, OutcomeKind.Skipped)
    {
        Entries = 0,
        Reason = "the user owns no playlist, and collaborates on none",
        Advice = "Nothing, if that is so. The setting playlists also takes charts, liked songs and playlists by id.",
    };

    private PlaylistOutcome Capped(int found) => new(SourceId.Mine.Id, OutcomeKind.Capped)
    {
        Entries = found,
        Reason = string.Create(
            CultureInfo.InvariantCulture, $"{found} playlists found, {limit} of them are read"),
        Advice = "Raise the setting mineLimit and deploy again, or give the playlists that matter by id.",
    };
}

/// <param name="Sources">The sources to read, in the order of the settings.</param>
/// <param name="Mine">The outcome of <c>mine</c> itself; null if there is nothing to tell.</param>
internal sealed record FoundSources(IReadOnlyList<ConfiguredSource> Sources, PlaylistOutcome? Mine);
