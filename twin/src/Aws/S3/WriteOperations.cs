namespace Twin.Aws.S3;

/// <summary>PutObject.</summary>
internal sealed class WriteOperations(BucketStore store, ObjectEventNotifier notifier)
{
    public async Task PutAsync(S3Call call)
    {
        var bucket = call.Bucket;
        AuthorizeWrite(call);
        WriteHeaders.ExpectOrdinary(call);
        var encryption = WriteHeaders.EncryptionOf(call, bucket);
        call.AuthorizeEncryption(encryption);
        var condition = WriteHeaders.ConditionOf(call);
        var headers = ObjectHeaders.From(call.Headers);
        RequestBody.ExpectChecked(call, bucket);
        var (file, checksum) = await RequestBody.StageAsync(call, store.Staging);
        using (file)
        {
            var uploaded = new ObjectUpload(call.Key, Convert.ToHexStringLower(file.Md5), headers, checksum)
            {
                Encryption = encryption,
            };
            var stored = bucket.Commit(file, uploaded, condition);
            notifier.Notify(call, stored);
            WriteHeaders.Answer(call, stored);
        }
    }

    /// <summary>Checks the permission to write. A write with If-Match also needs the permission to read.</summary>
    /// <exception cref="S3Exception">AccessDenied.</exception>
    private static void AuthorizeWrite(S3Call call)
    {
        call.AuthorizeObject("s3:PutObject");
        if (call.Header("If-Match") is not null)
        {
            call.AuthorizeObject("s3:GetObject");
        }
    }
}
