using System.Collections.Immutable;

namespace Local.Cli.Operations;

/// <summary>Which days are made again.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="PlaylistIds">Empty: all.</param>
internal sealed record ReplayRequest(DateOnly From, DateOnly To, ImmutableArray<string> PlaylistIds);
