namespace Twin.Cli.Verification;

/// <summary>The kind of a check's result.</summary>
internal enum CheckResultKind
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It does not work, and somebody has to act.</summary>
    Failed,

    /// <summary>It was not checked.</summary>
    Skipped,
}
