namespace Twin.Cli.Verification;

internal sealed record LakeObject(byte[] Bytes, DateTimeOffset? WrittenAt);
