namespace Twin.Cli.Verification;

/// <summary>An object of a bucket.</summary>
/// <param name="Bytes">The content.</param>
/// <param name="WrittenAt">The time at which it was written.</param>
internal sealed record LakeObject(byte[] Bytes, DateTimeOffset? WrittenAt);
