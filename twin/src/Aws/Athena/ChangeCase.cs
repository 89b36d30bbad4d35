using System.Collections.Immutable;

namespace Twin.Aws.Athena;

/// <summary>A clause of a statement that changes rows, such as a WHEN of a MERGE.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="Condition">The condition after AND; null if there is none.</param>
/// <param name="Columns">The columns to which values are assigned.</param>
/// <param name="Values">Their values, in the same order.</param>
internal sealed record ChangeCase(
    ChangeKind Kind, SqlPart? Condition, ImmutableArray<SqlToken> Columns, ImmutableArray<SqlPart> Values)
{
    /// <summary>True if it is for rows of the source for which the target has none.</summary>
    public bool IsForUnmatched => Kind == ChangeKind.Insert;
}
