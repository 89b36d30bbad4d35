namespace Twin.Aws.Kms;

/// <summary>The twin's KMS: checks the use of keys and counts the calls. Nothing is really encrypted: the data is the
/// user's own, on their machine. Safe for concurrent use.</summary>
/// <param name="time">The clock of cached data keys, which expire.</param>
public sealed class KmsService(AccessControl access, string region, TimeProvider time) : IRunningService
{
    public KmsService(DeclaredStack stack, AccessControl access, TimeProvider time)
        : this(access, stack.Region, time) => KeyDeclaration.AddAll(this, stack, access);

    /// <summary>The prefix of the aliases of AWS managed keys. A caller who may use the service may use them.</summary>
    public const string OfAws = "alias/aws/";

    // AWS documents "a limited time". Each caller needs a data key of their own, so that their access is checked.
    private static readonly TimeSpan CacheLifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, CustomerManagedKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Key, string Action, string Service), int> _calls = [];
    private readonly ConcurrentDictionary<(string, string, string, string), DateTimeOffset> _cache = [];

    /// <summary>The calls so far, in the order of the keys.</summary>
    public IReadOnlyList<KeyCall> Calls =>
    [
        .. _calls
            .Select(call => new KeyCall(call.Key.Key, call.Key.Action, call.Key.Service, call.Value))
            .OrderBy(call => call.Key, StringComparer.Ordinal)
            .ThenBy(call => call.Service, StringComparer.Ordinal)
            .ThenBy(call => call.Action, StringComparer.Ordinal),
    ];

    public void CountUsage(Meter meter) => KmsUsage.Count(Calls, meter);

    public void Add(CustomerManagedKey key, PolicyDocument policy)
    {
        access.AddKeyPolicy(key.Arn, policy);
        _keys[key.Arn] = key;
    }

    /// <param name="alias">The alias; begins with <c>alias/</c>.</param>
    public void AddAlias(string alias, string key)
    {
        if (!alias.StartsWith("alias/", StringComparison.Ordinal)
            || alias.StartsWith(OfAws, StringComparison.Ordinal))
        {
            throw new KeyException(
                "InvalidAliasNameException",
                $"{alias} is not a valid alias: it must begin with alias/, but not with {OfAws}.");
        }

        if (!_aliases.TryAdd(alias, Find(key).Arn))
        {
            throw new KeyException("AlreadyExistsException", $"An alias with the name {alias} already exists.");
        }
    }

    public CustomerManagedKey Find(string key)
    {
        var name = key[(key.LastIndexOf(':') + 1)..];
        return _keys.Values.FirstOrDefault(found => key == found.Arn || key == found.Id)
            ?? (_aliases.TryGetValue(name, out var arn) && (key == name || key == ArnOf(name)) ? _keys[arn] : null)
            ?? throw new KeyException("NotFoundException", $"Key '{key}' does not exist in this stack.");
    }

    public bool IsOfAws(string key) =>
        key.StartsWith(OfAws, StringComparison.Ordinal) || key.StartsWith(ArnOf(OfAws), StringComparison.Ordinal);

    public void Use(Caller caller, string key, KeyUse use)
    {
        if (IsOfAws(key))
        {
            Count(caller, key, use);
            return;
        }

        var found = Find(key);
        var decision = access.Authorize(caller, use.Action, found.Arn, new RequestContext()
            .With("kms:ViaService", $"{use.Service}.{region}.amazonaws.com"));
        if (!decision.IsAllowed)
        {
            throw new KeyException(KeyException.AccessDenied, decision.Message);
        }

        if (!found.IsEnabled)
        {
            throw new KeyException("DisabledException", $"{found.Arn} is disabled.");
        }

        Count(caller, found.Arn, use);
    }

    private void Count(Caller caller, string key, KeyUse use)
    {
        if (use.CachedFor is not null)
        {
            var now = time.GetUtcNow();
            var kept = (key, use.Action, use.CachedFor, caller.Arn);
            if (_cache.TryGetValue(kept, out var since) && now - since < CacheLifetime)
            {
                return;
            }

            _cache[kept] = now;
        }

        _calls.AddOrUpdate((key, use.Action, use.Service), 1, (_, times) => times + 1);
    }

    private string ArnOf(string alias) => $"arn:aws:kms:{region}:{access.AccountId}:{alias}";
}

/// <param name="Id">For example <c>1234abcd-12ab-34cd-56ef-1234567890ab</c>.</param>
/// <param name="Arn"><c>arn:aws:kms:region:account:key/id</c>.</param>
/// <param name="IsEnabled">False for a disabled key, which can neither encrypt nor decrypt.</param>
public sealed record CustomerManagedKey(string Id, string Arn, bool IsEnabled = true);

/// <summary>A service's use of a key on behalf of its caller.</summary>
/// <param name="Action">For example <c>kms:GenerateDataKey</c>.</param>
/// <param name="Service">The service: <c>s3</c>, <c>ssm</c>.</param>
public sealed record KeyUse(string Action, string Service)
{
    /// <summary>The resource for which the service caches a data key, so that it does not call KMS each time, as with
    /// S3's bucket keys. Null for a call each time.</summary>
    public string? CachedFor { get; init; }
}

/// <param name="Action">For example <c>kms:Decrypt</c>.</param>
/// <param name="Service">The service that called for its own caller: <c>s3</c>, <c>ssm</c>.</param>
/// <param name="Times">The number of calls, without those that a bucket key saved.</param>
public sealed record KeyCall(string Key, string Action, string Service, int Times);

internal sealed class KeyException(string type, string message) : Exception(message)
{
    /// <summary>The error for a caller who may not use a key.</summary>
    public const string AccessDenied = "AccessDeniedException";

    /// <summary>For example <c>DisabledException</c>.</summary>
    public string Type => type;
}
