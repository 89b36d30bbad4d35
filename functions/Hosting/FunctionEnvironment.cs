namespace Functions.Hosting;

/// <summary>The environment variables of a function. The messages name a missing or wrong variable and say what to
/// do.</summary>
/// <param name="read">Returns a variable's value; null if it is not set.</param>
internal sealed class FunctionEnvironment(Func<string, string?> read)
{
    /// <summary>The variables of this process.</summary>
    public static FunctionEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>The variable's value without surrounding white space.</summary>
    /// <exception cref="InvalidOperationException">The variable is not set, or blank.</exception>
    public string Required(string name) =>
        Optional(name) ?? throw new InvalidOperationException(
            $"The environment variable {name} is not set. The stack declares it for this function: " +
            "deploy the stack again, or set the variable if you start the function by hand.");

    /// <summary>The variable's value without surrounding white space; null if it is not set, or blank.</summary>
    public string? Optional(string name) =>
        read(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>A day, <c>yyyy-MM-dd</c>; null if the variable is not set, or blank.</summary>
    /// <exception cref="InvalidOperationException">The variable has another value.</exception>
    public DateOnly? Day(string name)
    {
        if (Optional(name) is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new InvalidOperationException(
                $"The environment variable {name} is '{text}'. It must be a day like 2026-11-21: " +
                "correct it in the stack's configuration and deploy again.");
    }

    /// <summary>The format of the tables; CSV if the variable is not set.</summary>
    /// <exception cref="InvalidOperationException">The variable has another value.</exception>
    public TableFormat TableFormat(string name)
    {
        if (Optional(name) is not { } text)
        {
            return Lake.TableFormat.Csv;
        }

        return Lake.TableFormat.Find(text)
            ?? throw new InvalidOperationException(
                $"The environment variable {name} is '{text}'. It must be one of "
                + $"{string.Join(", ", Lake.TableFormat.All.Select(format => format.Name))}: "
                + "correct it in the stack's configuration and deploy again.");
    }

    /// <summary>The form of users' ids; hashes if the variable is not set.</summary>
    /// <exception cref="InvalidOperationException">The variable has another value.</exception>
    public StoredUsers StoredUsers(string name)
    {
        if (Optional(name) is not { } text)
        {
            return Lake.StoredUsers.Hashed;
        }

        return Lake.StoredUsers.Find(text)
            ?? throw new InvalidOperationException(
                $"The environment variable {name} is '{text}'. It must be one of "
                + $"{string.Join(", ", Lake.StoredUsers.All.Select(form => form.Name))}: "
                + "correct it in the stack's configuration and deploy again.");
    }

    /// <summary>A whole number from 1.</summary>
    /// <exception cref="InvalidOperationException">The variable has another value.</exception>
    public int Count(string name, int whenUnset)
    {
        if (Optional(name) is not { } text)
        {
            return whenUnset;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new InvalidOperationException(
                $"The environment variable {name} is '{text}'. It must be a whole number from 1: " +
                "correct it in the stack's configuration and deploy again.");
    }

    /// <summary>A number of days for which something is kept; an unlimited time if the variable is not set.</summary>
    /// <exception cref="InvalidOperationException">The variable has another value.</exception>
    public KeptDays Kept(string name) => new(Optional(name) is null ? null : Count(name, whenUnset: 1));

    /// <summary>An http or https address that ends with a slash, so that relative addresses go below it.</summary>
    /// <exception cref="InvalidOperationException">The variable has another value.</exception>
    public Uri Address(string name, Uri whenUnset)
    {
        if (Optional(name) is not { } text)
        {
            return whenUnset;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address.Query.Length > 0
            || address.Fragment.Length > 0)
        {
            throw new InvalidOperationException(
                $"The environment variable {name} is '{text}'. It must be an address like {whenUnset}: " +
                "correct it in the stack's configuration and deploy again.");
        }

        return address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }
}
