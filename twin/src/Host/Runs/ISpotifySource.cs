using System.Collections.Immutable;

namespace Twin.Host.Runs;

/// <summary>The Spotify that a run reads, and the times at which it does.</summary>
internal interface ISpotifySource : IAsyncDisposable
{
    /// <summary>The stack's settings for this Spotify: credentials, playlists, addresses.</summary>
    IEnumerable<KeyValuePair<string, string>> Settings { get; }

    /// <summary>The texts that no report may show.</summary>
    IEnumerable<string> Secrets { get; }

    /// <summary>One line that describes it.</summary>
    string Description { get; }

    /// <summary>The names of the playlists, as far as they are known before reading them.</summary>
    ImmutableDictionary<string, string> Names { get; }

    /// <summary>The requests to Spotify, as far as this source sees them.</summary>
    RunRecord.SpotifyRecord Usage { get; }

    /// <summary>Runs the stack's work.</summary>
    Task RunAsync(LocalTwin twin, CancellationToken cancellationToken);
}
