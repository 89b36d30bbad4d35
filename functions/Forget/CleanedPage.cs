namespace Functions.Forget;

/// <summary>A page of Spotify's without a subject: a user becomes null wherever a page has one, a play is taken from
/// the list, and what a play was played from becomes null if it was the playlist or the user's. All other bytes stay as
/// Spotify sent them.</summary>
internal sealed class CleanedPage(Subject subject)
{
    // An entry is not nested deeper than a transform reads it.
    private const int MaxDepth = 1000;

    private static readonly string[] People = ["owner", "added_by", "owner_id", "user", "display_name"];
    private static readonly byte[] Null = "null"u8.ToArray();

    private readonly List<(int From, int To, byte[] Now)> _cuts = [];

    /// <returns>The page; null if it does not have the subject.</returns>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public byte[]? Clean(byte[] page)
    {
        // With an escape, any letter may be written in another way.
        if (subject is not Subject.Plays && !subject.IsIn(page) && page.AsSpan().IndexOf("\\u"u8) < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(page, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (subject is Subject.Plays plays)
        {
            RemovePlays(ref reader, page, plays);
        }
        else
        {
            Clean(ref reader, "");
        }

        return _cuts.Count > 0 ? WithoutCuts(page) : null;
    }

    /// <summary>The number of a page's items.</summary>
    public static int CountItems(byte[] page)
    {
        using var json = JsonDocument.Parse(page, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("items", out var items)
            && items.ValueKind == JsonValueKind.Array
                ? items.GetArrayLength()
                : 0;
    }

    private void RemovePlays(ref Utf8JsonReader reader, byte[] page, Subject.Plays plays)
    {
        var others = new List<(int From, int To, byte[] Now)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(ref reader);
            reader.Read();
            var from = (int)reader.TokenStartIndex;
            if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
            {
                RemoveItems(ref reader, page, plays);
                continue;
            }

            reader.Skip();
            if (name is "cursors" or "next" or "href")
            {
                // They have the times of the first play and of the last one.
                others.Add((from, (int)reader.BytesConsumed, Null));
            }
        }

        if (_cuts.Count > 0)
        {
            _cuts.AddRange(others);
        }
    }

    private void RemoveItems(ref Utf8JsonReader reader, byte[] page, Subject.Plays plays)
    {
        var (first, last) = (0, 0);
        var (kept, count) = (new List<byte[]>(), 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var from = (int)reader.TokenStartIndex;
            var time = ExportLines.TimeOf(JsonElement.ParseValue(ref reader));
            (first, last) = (count++ == 0 ? from : first, (int)reader.BytesConsumed);
            if (time is null || !plays.Has(time.Value))
            {
                kept.Add(page[from..last]);
            }
        }

        if (kept.Count < count)
        {
            _cuts.Add((first, last, [.. kept.SelectMany((item, i) => i == 0 ? item : [(byte)',', .. item])]));
        }
    }

    /// <summary>Reads a value to its end, and cuts it, or the parts of it, that are the subject.</summary>
    private void Clean(ref Utf8JsonReader reader, string name)
    {
        var (from, before) = ((int)reader.TokenStartIndex, _cuts.Count);
        var isSubject = false;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                isSubject = IsSubject(TextOf(ref reader), name);
                break;
            case JsonTokenType.StartObject:
                var (id, type, uri) = ("", "", "");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = TextOf(ref reader);
                    reader.Read();
                    var text = reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : "";
                    (id, type, uri) = key switch
                    {
                        "id" => (text, type, uri),
                        "type" => (id, text, uri),
                        "uri" => (id, type, text),
                        _ => (id, type, uri),
                    };
                    Clean(ref reader, key);
                }

                isSubject = (name == "context" && subject.Has(uri))
                    || (subject is Subject.User
                        && (name is "owner" or "added_by" || type == "user")
                        && subject.Names.Contains(id));
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Clean(ref reader, name);
                }

                break;
        }

        if (isSubject)
        {
            _cuts.RemoveRange(before, _cuts.Count - before);
            _cuts.Add((from, (int)reader.BytesConsumed, Null));
        }
    }

    private bool IsSubject(string text, string name) => subject is Subject.User
        && ((People.Contains(name) && subject.Names.Contains(text)) || subject.Has(text));

    private byte[] WithoutCuts(byte[] page)
    {
        var cleaned = new ArrayBufferWriter<byte>(page.Length);
        var done = 0;
        foreach (var (from, to, now) in _cuts.OrderBy(cut => cut.From))
        {
            cleaned.Write(page.AsSpan(done..from));
            cleaned.Write(now);
            done = to;
        }

        cleaned.Write(page.AsSpan(done));
        return cleaned.WrittenSpan.ToArray();
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no id has one.
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
