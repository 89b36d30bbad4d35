namespace Twin.Cli.Verification;

internal enum CheckResultKind
{
    Ok,
    Failed,
    Skipped,
}
