using System.Collections.Immutable;

namespace Twin.Cli.Operations;

/// <summary>The days whose tables are made again.</summary>
/// <param name="PlaylistIds">The playlists; empty for all.</param>
internal sealed record ReplayRequest(DateOnly From, DateOnly To, ImmutableArray<string> PlaylistIds);
