namespace Twin.Cli.Verification;

internal sealed record ListedObject(string Key, long Size, DateTimeOffset? WrittenAt);
