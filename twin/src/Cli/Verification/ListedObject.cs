namespace Twin.Cli.Verification;

/// <summary>An object of a listing.</summary>
/// <param name="Key">The key.</param>
/// <param name="Size">The length in bytes.</param>
/// <param name="WrittenAt">The time at which it was written.</param>
internal sealed record ListedObject(string Key, long Size, DateTimeOffset? WrittenAt);
