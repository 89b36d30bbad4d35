namespace Twin.Host.Runs;

/// <summary>The Spotify that a run reads, and the times at which it does.</summary>
internal interface ISpotifySource : IAsyncDisposable
{
    /// <summary>The stack's settings for this Spotify: credentials, playlists, addresses.</summary>
    IEnumerable<KeyValuePair<string, string>> Settings { get; }

    /// <summary>The texts that no report may show.</summary>
    IEnumerable<string> Secrets { get; }

    string Description { get; }

    /// <summary>The names of the playlists, as far as they are known before reading them.</summary>
    ImmutableDictionary<string, string> Names { get; }

    RunRecord.SpotifyRecord Usage { get; }

    Task RunAsync(LocalTwin twin, CancellationToken cancellationToken);
}
