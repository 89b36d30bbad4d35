using System.Collections.Immutable;
using Local.Spotify.Configuration;
using Local.Spotify.Faults;

namespace Local.Twin.Runs;

/// <summary>What <c>run</c> was asked to do.</summary>
/// <param name="Stack">The stack whose configuration counts.</param>
/// <param name="Playlists">Captured answers that are the playlists' content; empty for synthetic playlists.</param>
/// <param name="Era">The shape of the sandbox's answers.</param>
/// <param name="Days">How many scheduled days.</param>
/// <param name="PlaylistCount">How many synthetic playlists.</param>
/// <param name="TrackCount">How many entries each of them has.</param>
/// <param name="Seed">The same seed gives the same playlists, and the same faults.</param>
/// <param name="Out">The folder to write.</param>
public sealed record RunOptions(
    string Stack,
    ImmutableArray<string> Playlists,
    Era Era,
    int Days,
    int PlaylistCount,
    int TrackCount,
    int Seed,
    string Out)
{
    /// <summary>How much goes wrong at the sandbox; what exactly follows from <see cref="Seed"/>.</summary>
    public FaultLevel Faults { get; init; }

    /// <summary>
    /// Whether the last day is run to its end, with all that other schedules do until Spotify would be read again; a
    /// person does not wait for that.
    /// </summary>
    public bool FinishesLastDay { get; init; }

    /// <summary>Settings of the stack that count instead of the configuration's, by their keys.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Spotify itself is read, and the sandbox's options do not count; null: the sandbox.</summary>
    public LiveOptions? Live { get; init; }
}
