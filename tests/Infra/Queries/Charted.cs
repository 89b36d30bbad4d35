namespace Tests.Infra.Queries;

/// <summary>A song, album or artist with its days.</summary>
/// <param name="Latest">The values of the latest day.</param>
internal sealed record Charted<T>(T Latest, DateOnly First, DateOnly Last);
