namespace Functions.Extract.Spotify;

/// <summary>Removes secrets from texts: a service may repeat in its answer what it was sent.</summary>
internal sealed class SecretRedactor
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public void Add(string secret)
    {
        if (secret.Length == 0)
        {
            return;
        }

        lock (_lock)
        {
            _texts.Add(secret);
            // The secret as a form has it.
            _texts.Add(Uri.EscapeDataString(secret));
        }
    }

    /// <summary>The text with *** in place of each secret, also where a host's name has the secret in lower
    /// case.</summary>
    public string Redact(string text)
    {
        lock (_lock)
        {
            return _texts
                .OrderByDescending(secret => secret.Length)
                .Aggregate(text, (told, secret) => told.Replace(secret, "***", StringComparison.OrdinalIgnoreCase));
        }
    }
}
