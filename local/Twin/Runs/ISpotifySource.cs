using System.Collections.Immutable;
using Local.Aws.Metering;

namespace Local.Twin.Runs;

/// <summary>The Spotify that a run reads, and when the run reads it.</summary>
internal interface ISpotifySource : IAsyncDisposable
{
    /// <summary>Settings of the stack that this Spotify takes: credentials, playlists, addresses.</summary>
    IEnumerable<KeyValuePair<string, string>> Settings { get; }

    /// <summary>What must not be told.</summary>
    IEnumerable<string> Secrets { get; }

    /// <summary>One line on what is read.</summary>
    string Description { get; }

    /// <summary>The names of the playlists, as far as they are known without reading them.</summary>
    ImmutableDictionary<string, string> Names { get; }

    /// <summary>What was asked, as far as this sees it.</summary>
    RunRecord.SpotifyRecord Usage { get; }

    /// <summary>Lets the stack work.</summary>
    Task RunAsync(LocalTwin twin, CancellationToken cancellationToken);
}
