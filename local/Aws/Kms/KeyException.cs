namespace Local.Aws.Kms;

/// <summary>An error in KMS's vocabulary.</summary>
internal sealed class KeyException(string type, string message) : Exception(message)
{
    /// <summary>What a caller gets who may not use a key.</summary>
    public const string AccessDenied = "AccessDeniedException";

    /// <summary>For example <c>DisabledException</c>.</summary>
    public string Type => type;
}
