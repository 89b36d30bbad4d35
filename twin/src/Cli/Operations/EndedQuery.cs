namespace Twin.Cli.Operations;

/// <param name="State">The state: <c>SUCCEEDED</c>, <c>FAILED</c> or <c>CANCELLED</c>.</param>
/// <param name="Reason">Athena's reason for the state; empty if it gives none.</param>
/// <param name="IsCallersError">True if Athena says that the query is wrong, and not that Athena failed.</param>
/// <param name="Scanned">The bytes that it read.</param>
internal sealed record EndedQuery(string Id, string State, string Reason, bool IsCallersError, long Scanned)
{
    public bool HasSucceeded => State == "SUCCEEDED";
}
