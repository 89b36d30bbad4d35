using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Functions.Forget;

/// <summary>A subject that is forgotten: a playlist, a user, or plays.</summary>
internal abstract record Subject
{
    /// <summary>The kind, in the record.</summary>
    public abstract string Kind { get; }

    /// <summary>The text that identifies the subject, which the record has a hash of.</summary>
    protected abstract string Id { get; }

    /// <summary>The texts of which each stands for the subject.</summary>
    public virtual ImmutableArray<string> Names => [Id];

    private IEnumerable<string> Words => Names
        .SelectMany(name => (string[])[
            name,
            Uri.EscapeDataString(name),
            JsonEncodedText.Encode(name).ToString(),
            string.Concat(name.Select(c => c < 0x80
                ? c.ToString()
                : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"))),
        ])
        .Distinct();

    /// <param name="hash">The hash of the user's id in tables; null if they have none.</param>
    public static Subject Of(ForgetEvent asked, string? hash = null) => asked switch
    {
        { Playlist: { } id } => new Playlist(id),
        { User: { } id } => new User(id) { Hash = hash },
        _ => new Plays(asked.From ?? DateOnly.MinValue, asked.To ?? DateOnly.MaxValue),
    };

    /// <summary>The hash of the subject with a salt.</summary>
    public string HashOf(string salt) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Convert.FromHexString(salt), Encoding.UTF8.GetBytes($"{Kind} {Id}")));

    /// <summary>Determines whether a URI or an address is the subject's.</summary>
    public virtual bool Has(string? address) => address is not null && IsIn(Encoding.UTF8.GetBytes(address));

    /// <summary>Determines whether bytes have one of the names as a whole word, in any form.</summary>
    public virtual bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var form in Words)
        {
            var word = Encoding.UTF8.GetBytes(form);
            var rest = bytes;
            var before = false;
            for (int at; (at = rest.IndexOf(word)) >= 0; rest = rest[(at + 1)..], before = IsWord(word[0]))
            {
                var end = at + word.Length;
                if (!(at > 0 ? IsWord(rest[at - 1]) : before) && (end == rest.Length || !IsWord(rest[end])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsWord(byte c) => char.IsAsciiLetterOrDigit((char)c) || c == '_' || c >= 0x80;

    /// <param name="PlaylistId">Its id as keys have it.</param>
    public sealed record Playlist(string PlaylistId) : Subject
    {
        public override string Kind => "playlist";

        protected override string Id => PlaylistId;
    }

    /// <param name="UserId">The id at Spotify.</param>
    public sealed record User(string UserId) : Subject
    {
        private static readonly string[] Addresses = ["user:", "user/", "users/"];

        /// <summary>The hash that tables have in place of the id; null for none.</summary>
        public string? Hash { get; init; }

        public override string Kind => "user";
        public override ImmutableArray<string> Names => Hash is null ? [UserId] : [UserId, Hash];

        protected override string Id => UserId;

        public override bool Has(string? address) => base.Has(address)
            && Addresses.Any(form =>
                address!.Contains(form + UserId, StringComparison.Ordinal)
                || address.Contains(form + Uri.EscapeDataString(UserId), StringComparison.Ordinal));
    }

    public sealed record Plays(DateOnly From, DateOnly To) : Subject
    {
        public override string Kind => "plays";

        protected override string Id =>
            string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd} {To:yyyy-MM-dd}");

        public bool AreAll => (From, To) == (DateOnly.MinValue, DateOnly.MaxValue);

        public bool Has(DateTimeOffset time) =>
            DateOnly.FromDateTime(time.UtcDateTime) is var day && day >= From && day <= To;

        /// <summary>Determines whether bytes have one of the days.</summary>
        public override bool IsIn(ReadOnlySpan<byte> bytes)
        {
            const int length = 10;
            for (var rest = bytes; rest.Length >= length; rest = rest[1..])
            {
                if (AreAll || (rest[4] == '-' && rest[7] == '-'
                    && DateOnly.TryParseExact(
                        Encoding.ASCII.GetString(rest[..length]), "yyyy-MM-dd", CultureInfo.InvariantCulture,
                        DateTimeStyles.None, out var day)
                    && day >= From && day <= To))
                {
                    return true;
                }
            }

            return AreAll;
        }

        /// <summary>Determines whether some plays of a month may be among them.</summary>
        public bool Touch(PlayedMonth month) => month.LastDay >= From && month.FirstDay <= To;
    }
}
