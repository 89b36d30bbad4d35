namespace Twin.Aws.Kms;

/// <summary>An error of KMS, with its own code.</summary>
internal sealed class KeyException(string type, string message) : Exception(message)
{
    /// <summary>The error for a caller who may not use a key.</summary>
    public const string AccessDenied = "AccessDeniedException";

    /// <summary>For example <c>DisabledException</c>.</summary>
    public string Type => type;
}
