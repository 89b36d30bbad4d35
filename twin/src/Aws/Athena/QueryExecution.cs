namespace Twin.Aws.Athena;

/// <summary>A statement that has run.</summary>
/// <param name="Id">Its id.</param>
/// <param name="WorkGroup">The work group in which it ran.</param>
/// <param name="Result">Its result.</param>
public sealed record QueryExecution(string Id, string WorkGroup, QueryResult Result);
