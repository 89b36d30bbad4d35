using System.Collections.Immutable;

namespace Twin.Aws.CloudWatch;

/// <summary>A metric that is named and was not written in the run.</summary>
/// <param name="Namespace">The namespace as it is named.</param>
/// <param name="Name">The name as it is named, or a search expression.</param>
/// <param name="Dimensions">The dimensions as they are named.</param>
/// <param name="NamedBy">The alarms and dashboards that name it.</param>
/// <param name="IsWatched">True if an alarm is among them: it would never ring.</param>
public sealed record UnknownMetric(
    string Namespace,
    string Name,
    ImmutableSortedDictionary<string, string> Dimensions,
    ImmutableArray<string> NamedBy,
    bool IsWatched);
