using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Functions.Forget;

/// <summary>A walk through all places of the lake. The tables go first: those of pages that are written again are made
/// again by the pages' events, or by the repair. The lake is clean when a walk finds nothing.</summary>
internal sealed class ForgetPass(
    IAmazonS3 s3, ForgetSettings settings, Subject subject, Removal removal, CancellationToken cancellationToken)
{
    private const string Tables = "tables";
    private const string Pages = "pages of playlists";
    private const string Plays = "pages of plays";
    private const string Imports = "imports";
    private const string State = "state and requests";

    // The hashes that a page had: more calls than these do not end between a page and its manifests. S3 keeps 2 KB.
    private const int MaxFormer = 20;

    // The order of the walk.
    private static readonly ImmutableArray<string> Places =
        [Tables, Pages, Plays, Imports, State, ForgetReport.Results];

    /// <summary>True if the setting still names the playlist.</summary>
    public bool IsConfigured { get; private set; }

    /// <summary>Walks until the time is over.</summary>
    /// <param name="after">The place after which it continues; null for the beginning.</param>
    /// <returns>The last place that was done; null if all were.</returns>
    public async Task<string?> WalkAsync(string? after, Func<bool> isOver)
    {
        var (place, playlist) = after?.Split('/') is [var name, .. var rest]
            ? (Places.IndexOf(name), rest.FirstOrDefault())
            : (-1, null);
        if (after is not null && place < 0)
        {
            throw new ArgumentException($"'after' is '{after}', which no answer gave as 'next'.");
        }

        // Of the pages, the place is a playlist.
        for (var i = playlist is null ? place + 1 : place; i < Places.Length; i++)
        {
            if (Places[i] == Pages)
            {
                await foreach (var id in PlaylistsAsync(playlist))
                {
                    await CleanPlaylistAsync(id);
                    if (isOver())
                    {
                        return $"{Pages}/{id}";
                    }
                }
            }
            else
            {
                await CleanAsync(Places[i]);
            }

            playlist = null;
            if (isOver() && i < Places.Length - 1)
            {
                return Places[i];
            }
        }

        return null;
    }

    private Task CleanAsync(string place) => (place, subject) switch
    {
        (Tables, _) => CleanTablesAsync(),
        (Plays, _) => CleanPlaysAsync(),
        (Imports, Subject.Plays plays) => CleanImportsAsync(plays),
        (State, _) => CleanStateAsync(),
        // Each can be asked again.
        (ForgetReport.Results, _) => RemoveAllAsync(ForgetReport.Results, settings.ResultsBucket, ""),
        _ => Task.CompletedTask,
    };

    /// <summary>The playlists to clean, those that have expired too.</summary>
    private async IAsyncEnumerable<string> PlaylistsAsync(string? after)
    {
        if (subject is Subject.Playlist playlist)
        {
            yield return playlist.PlaylistId;
        }

        for (var next = subject is Subject.User; next;)
        {
            next = false;
            // In the order of keys, the character after the slash comes after all that the folder has.
            await foreach (var found in ObjectVersions.ListAsync(
                s3,
                settings.RawBucket,
                RawSnapshot.Playlists,
                cancellationToken,
                after is null ? null : $"{RawSnapshot.Playlists}{after}0"))
            {
                after = found.Key[RawSnapshot.Playlists.Length..].Split('/')[0];
                next = true;
                break;
            }

            if (next)
            {
                yield return after!;
            }
        }
    }

    private async Task CleanTablesAsync()
    {
        await RemoveAllAsync(Tables, settings.ProcessedBucket, ReplayZone.Prefix);
        var places = subject is Subject.User ? await PlacesAsync(
            Lake.Tables.Playlists.Prefix, Lake.Tables.PlaylistEntries.Prefix, RejectedZone.OfDays) : [];
        // Markers first: tables without one are not finished.
        foreach (var prefix in Zones.OfDays.Reverse().Where(_ => subject is not Subject.Plays))
        {
            await RemoveAllAsync(Tables, settings.ProcessedBucket, prefix, key => subject is Subject.Playlist of
                ? PlaceOf(key).Split('/')[^1] == of.PlaylistId
                : places.Contains(PlaceOf(key)));
        }

        var months = await PlacesAsync(Lake.Tables.Plays.Prefix, RejectedZone.OfMonths);
        foreach (var prefix in Zones.OfMonths.Reverse())
        {
            await RemoveAllAsync(
                Tables, settings.ProcessedBucket, prefix, key => months.Contains(PlaceOf(key)));
        }
    }

    /// <summary>The places of the processed bucket whose rows have the subject.</summary>
    private async Task<HashSet<string>> PlacesAsync(params ImmutableArray<string> prefixes)
    {
        var found = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var prefix in prefixes)
        {
            await EachAsync(settings.ProcessedBucket, prefix, async versions =>
            {
                if (versions.Current is { } current
                    && await removal.ReadAsync(versions.Bucket, versions.Key, current, cancellationToken) is { } stored
                    && SubjectRows.AreIn(stored.Bytes, versions.Key, subject))
                {
                    found[PlaceOf(versions.Key)] = true;
                }
            });
        }

        return [.. found.Keys];
    }

    /// <summary>The part of a key that all objects of one marker have: <c>snapshot_date=…/&lt;id&gt;</c>.</summary>
    private static string PlaceOf(string key)
    {
        var parts = key.Split('/');
        return parts.Length < 2 ? key : $"{parts[^2]}/{parts[^1].Split('.')[0]}";
    }

    private async Task CleanPlaylistAsync(string id)
    {
        var prefix = RawSnapshot.PrefixOf(id);
        if (subject is Subject.Playlist)
        {
            await RemoveAllAsync(Pages, settings.RawBucket, prefix);
            return;
        }

        var pages = await CleanPagesAsync(Pages, prefix);
        var isChanged = false;
        await EachAsync(settings.RawBucket, prefix, async versions =>
        {
            if (!RawSnapshot.TryParseManifest(versions.Key, out var snapshot))
            {
                return;
            }

            isChanged |= await ReplaceAsync(Pages, versions, stored =>
            {
                var manifest = SnapshotManifest.Parse(stored.Bytes);
                var cleaned = manifest with
                {
                    Playlist = subject.Names.Contains(manifest.Playlist.OwnerId ?? "")
                        ? manifest.Playlist with { OwnerId = null }
                        : manifest.Playlist,
                    Pages =
                    [
                        .. manifest.Pages.Select(page =>
                            pages.GetValueOrDefault(page.KeyIn(snapshot)) is { } now && now.Was.Contains(page.Sha256)
                                ? page with { Bytes = now.Bytes, Sha256 = now.Sha256 }
                                : page),
                    ],
                };
                return cleaned.Playlist == manifest.Playlist && cleaned.Pages.SequenceEqual(manifest.Pages)
                    ? null
                    : new StoredVersion(cleaned.ToUtf8(), []);
            });
        });
        if (isChanged)
        {
            // It names the pages as they were.
            await RemoveAllAsync(State, settings.RawBucket, StateZone.Playlist(id));
        }
    }

    private async Task CleanPlaysAsync()
    {
        if (subject is Subject.Plays { AreAll: true })
        {
            await RemoveAllAsync(Plays, settings.RawBucket, PlaysZone.Prefix);
            return;
        }

        var pages = await CleanPagesAsync(Plays, PlaysZone.Prefix);
        await EachAsync(settings.RawBucket, PlaysZone.Prefix, async versions =>
        {
            if (PlaysZone.TryParseManifest(versions.Key, out _))
            {
                await ReplaceAsync(Plays, versions, stored =>
                {
                    var manifest = PlaysManifest.Parse(stored.Bytes);
                    if (pages.GetValueOrDefault(manifest.Page.Key) is not { } now
                        || !now.Was.Contains(manifest.Page.Sha256))
                    {
                        return null;
                    }

                    var cleaned = manifest with
                    {
                        Page = manifest.Page with
                        {
                            Items = now.Items,
                            Bytes = now.Bytes,
                            Sha256 = now.Sha256,
                        },
                        GapAfter = subject is Subject.Plays ? null : manifest.GapAfter,
                    };
                    return new StoredVersion(cleaned.ToUtf8(), []);
                });
            }
        });
    }

    /// <summary>Cleans the pages below a prefix.</summary>
    /// <returns>Those that are not as they were read, by key.</returns>
    private async Task<ConcurrentDictionary<string, StoredPage>> CleanPagesAsync(string place, string prefix)
    {
        var pages = new ConcurrentDictionary<string, StoredPage>(StringComparer.Ordinal);
        await EachAsync(settings.RawBucket, prefix, async versions =>
        {
            if (!versions.Key.EndsWith('/' + RawSnapshot.ManifestName, StringComparison.Ordinal)
                && await CleanPageAsync(place, versions) is { } page)
            {
                pages[versions.Key] = page;
            }
        });
        return pages;
    }

    private async Task<StoredPage?> CleanPageAsync(string place, ObjectVersions versions)
    {
        StoredPage? page = null;
        await ReplaceAsync(place, versions, stored =>
        {
            var cleaned = new CleanedPage(subject).Clean(stored.Bytes) is { } bytes
                ? new StoredVersion(bytes, [.. stored.Was.TakeLast(MaxFormer - 1), HashOf(stored.Bytes)])
                : null;
            var (now, was) = cleaned ?? stored;
            page = was.Count == 0 ? null : new StoredPage(CleanedPage.CountItems(now), now.Length, HashOf(now), was);
            return cleaned;
        });
        return page;
    }

    private async Task CleanImportsAsync(Subject.Plays plays)
    {
        if (plays.AreAll)
        {
            await RemoveAllAsync(Imports, settings.RawBucket, ImportZone.Prefix);
            return;
        }

        // The records go last: by them the next call finds what one has begun.
        await EachAsync(settings.RawBucket, ImportZone.Prefix, async versions =>
        {
            if (versions.Key.Split('/') is [_, var month, var hash, ImportZone.RecordsName]
                && PlayedMonth.TryParse(month.Split('=')[^1], out var of)
                && plays.Touch(of)
                && versions.Current is { } current
                && await removal.ReadAsync(versions.Bucket, versions.Key, current, cancellationToken) is { } records
                && ExportLines.Without(records.Bytes, plays) is { } kept)
            {
                await ImportAsync(of, kept);
                await RemoveAllAsync(
                    Imports, settings.RawBucket, ImportZone.FolderOf(of, hash) + RawSnapshot.ManifestName);
                await removal.RemoveAsync(Imports, versions, cancellationToken);
            }
            else
            {
                await RemoveOlderAsync(Imports, versions);
            }
        });
    }

    private async Task ImportAsync(PlayedMonth month, byte[] records)
    {
        if (records.Length > 0)
        {
            var hash = HashOf(records);
            var folder = ImportZone.FolderOf(month, hash);
            var manifest = new ImportManifest(
                ImportManifest.CurrentSchema, month.ToString(), records.Count((byte)'\n'), records.Length, hash);
            await WriteAsync(folder + ImportZone.RecordsName, records, ImportZone.RecordsType);
            await WriteAsync(folder + RawSnapshot.ManifestName, manifest.ToUtf8(), SnapshotMarker.ContentType);
        }
    }

    private async Task CleanStateAsync()
    {
        if (subject is Subject.Playlist playlist)
        {
            await RemoveAllAsync(State, settings.RawBucket, StateZone.Playlist(playlist.PlaylistId));
        }

        // What belongs to the publication has no subject, only days.
        foreach (var prefix in subject switch
        {
            Subject.Playlist => (string[])[.. StateZone.OfExtraction, PublicationRequest.Prefix, PlaylistList.Key],
            Subject.User => [.. StateZone.OfExtraction],
            _ => [StateZone.Plays],
        })
        {
            await EachAsync(settings.RawBucket, prefix, async versions =>
            {
                var isNow = versions.Current is { } current && await IsInAsync(versions, current);
                if (!isNow)
                {
                    await RemoveOlderAsync(State, versions);
                }
                else if (versions.Key == PlaylistList.Key)
                {
                    IsConfigured = true;
                }
                else
                {
                    // Without the latest one, an older one would be the state.
                    await removal.RemoveAsync(State, versions, cancellationToken);
                }
            });
        }
    }

    private async Task<bool> IsInAsync(ObjectVersions found, string version) =>
        await removal.ReadAsync(found.Bucket, found.Key, version, cancellationToken) is { } stored
        && subject.IsIn(stored.Bytes);

    /// <summary>Writes the latest version again if it changes, and removes older ones that have the
    /// subject.</summary>
    /// <param name="change">Gives what to write; null if nothing changes.</param>
    private async Task<bool> ReplaceAsync(
        string place, ObjectVersions versions, Func<StoredVersion, StoredVersion?> change)
    {
        var isChanged = false;
        if (versions.Current is { } current
            && await removal.ReadAsync(versions.Bucket, versions.Key, current, cancellationToken) is { } stored)
        {
            try
            {
                if (change(stored) is { } now)
                {
                    await removal.ReplaceAsync(place, versions, now, cancellationToken);
                    isChanged = true;
                }
            }
            catch (JsonException) when (subject.IsIn(stored.Bytes))
            {
                // No transform reads it either.
                await removal.RemoveAsync(place, versions, cancellationToken);
                return true;
            }
            catch (JsonException)
            {
            }
        }

        await RemoveOlderAsync(place, versions);
        return isChanged;
    }

    /// <summary>Removes the versions that have the subject, but for the latest one.</summary>
    private async Task RemoveOlderAsync(string place, ObjectVersions versions)
    {
        foreach (var version in versions.Versions.Where(version => version != versions.Current))
        {
            if (await IsInAsync(versions, version))
            {
                await removal.RemoveAsync(place, versions.Bucket, versions.Key, version, cancellationToken);
            }
        }
    }

    private Task WriteAsync(string key, byte[] bytes, string contentType) =>
        removal.WriteAsync(settings.RawBucket, key, new StoredVersion(bytes, []), contentType, cancellationToken);

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private Task RemoveAllAsync(string place, string bucket, string prefix, Predicate<string>? among = null) =>
        EachAsync(bucket, prefix, versions => among?.Invoke(versions.Key) == false
            ? Task.CompletedTask
            : removal.RemoveAsync(place, versions, cancellationToken));

    private async Task EachAsync(string bucket, string prefix, Func<ObjectVersions, Task> action) =>
        await Parallel.ForEachAsync(
            ObjectVersions.ListAsync(s3, bucket, prefix, cancellationToken),
            Removal.Parallel(cancellationToken),
            async (versions, _) => await action(versions));
}
