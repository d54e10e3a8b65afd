// The official SDK against a running site, step by step: the steps share documents, and the first that fails ends it.
// Its address and accounts come by the environment; it knows nothing of what is behind that.
import assert from 'node:assert/strict'
import { PayloadSDK, PayloadSDKError } from '@payloadcms/sdk'

const { BASE_URL, EMAIL, PASSWORD, EDITOR, RESET_TOKEN, VERIFY_TOKEN } = process.env
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

const steps = []
const step = (name, run) => steps.push([name, run])
const text = (words) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
})
const titles = (page) => page.docs.map((doc) => doc.title).sort()
const anonymous = new PayloadSDK({ baseURL: `${BASE_URL}/api` })
const person = (token) => new PayloadSDK({ baseURL: `${BASE_URL}/api`, baseInit: { headers: { Authorization: `JWT ${token}` } } })
const refused = async (promise, status, message) => {
  const error = await promise.then(
    () => assert.fail('nothing was refused'),
    (thrown) => thrown,
  )
  assert.ok(error instanceof PayloadSDKError, String(error))
  assert.equal(error.status, status, error.message)
  if (message) assert.equal(error.message, message)
  return error
}
const kept = {}
let sdk, editor

step('login, me and refresh', async () => {
  const data = { email: EMAIL, password: PASSWORD }
  const answer = await anonymous.login({ collection: 'users', data })
  assert.equal(answer.message, 'Authentication Passed')
  assert.equal(answer.user.email, EMAIL)
  assert.ok(answer.exp > Date.now() / 1000)
  sdk = person(answer.token)
  editor = person((await anonymous.login({ collection: 'users', data: { email: EDITOR, password: PASSWORD } })).token)
  const me = await sdk.me({ collection: 'users' })
  assert.equal(me.user.id, answer.user.id)
  assert.equal(me.collection, 'users')
  assert.equal((await anonymous.me({ collection: 'users' })).user, null)
  const next = await sdk.refreshToken({ collection: 'users' })
  assert.ok(next.refreshedToken)
  sdk = person(next.refreshedToken)
  await refused(anonymous.login({ collection: 'users', data: { email: EMAIL, password: 'no' } }), 401)
  await refused(anonymous.refreshToken({ collection: 'users' }), 403)
})

step('create', async () => {
  kept.category = await sdk.create({ collection: 'categories', data: { title: 'Harbours' } })
  const file = new File([Buffer.from(PIXEL, 'base64')], 'a pixel #1.png', { type: 'image/png' })
  kept.picture = await sdk.create({ collection: 'media', file, data: { alt: 'A pixel' } })
  assert.equal(kept.picture.mimeType, 'image/png')
  assert.ok(kept.picture.sizes.thumbnail)
  for (const [n, title] of ['A low tide', 'B high tide', 'C neap tide, 100%'].entries()) {
    kept[n] = await sdk.create({
      collection: 'posts',
      data: {
        title, content: text(`About ${title}`), summary: n ? `The ${n} of them` : null, _status: 'published',
        publishedAt: `2026-0${n + 1}-01T00:00:00.000Z`, categories: [kept.category.id], heroImage: kept.picture.id,
      },
    })
    assert.equal(kept[n]._status, 'published')
  }
  assert.equal(kept[0].categories[0].title, 'Harbours')
  const error = await refused(
    sdk.create({ collection: 'posts', data: { content: text('x') } }), 400,
    'The following field is invalid: Title',
  )
  assert.equal(error.errors[0].data.errors[0].path, 'title')
  assert.equal(error.errors[0].data.collection, 'posts')
  await refused(anonymous.create({ collection: 'posts', data: { title: 'x' } }), 403)
})

step('find, with every way to ask', async () => {
  const all = await anonymous.find({ collection: 'posts', sort: 'title', limit: 2 })
  assert.deepEqual(titles(all), ['A low tide', 'B high tide'])
  for (const key of ['totalDocs', 'limit', 'totalPages', 'page', 'pagingCounter', 'hasPrevPage', 'hasNextPage']) {
    assert.ok(key in all, key)
  }
  assert.deepEqual([all.totalDocs, all.totalPages, all.nextPage, all.prevPage], [3, 2, 2, null])
  const second = await anonymous.find({ collection: 'posts', sort: ['title'], limit: 2, page: 2 })
  assert.deepEqual([second.docs[0].title, second.pagingCounter], ['C neap tide, 100%', 3])
  const loose = await anonymous.find({ collection: 'posts', pagination: false, depth: 0 })
  assert.deepEqual([loose.totalDocs, loose.docs[0].categories], [3, [kept.category.id]])
  assert.equal((await anonymous.find({ collection: 'posts', limit: 0 })).docs.length, 3)
  const cut = await anonymous.find({ collection: 'posts', select: { title: true, meta: { title: true } } })
  assert.deepEqual(Object.keys(cut.docs[0]).sort(), ['id', 'meta', 'title'])
  const without = await anonymous.find({ collection: 'posts', select: { content: false } })
  assert.ok(!('content' in without.docs[0]) && 'title' in without.docs[0])
  const populate = { categories: { slug: true } }
  const related = await anonymous.find({ collection: 'posts', depth: 2, populate })
  assert.deepEqual(Object.keys(related.docs[0].categories[0]).sort(), ['id', 'slug'])
  const options = { joins: { posts: { limit: 1 } }, locale: 'de', fallbackLocale: 'en', trash: true }
  assert.equal((await sdk.find({ collection: 'posts', ...options })).docs.length, 3)
  assert.equal((await sdk.find({ collection: 'posts', joins: false })).docs.length, 3)
  assert.deepEqual(await anonymous.count({ collection: 'posts' }), { totalDocs: 3 })
})

step('where', async () => {
  const [low, high, neap] = ['A low tide', 'B high tide', 'C neap tide, 100%']
  const id = kept[0].id
  const table = [
    [{ title: { equals: low } }, [low]],
    [{ title: { not_equals: low } }, [high, neap]],
    [{ id: { in: [id, kept[1].id] } }, [low, high]],
    [{ id: { in: [] } }, []],
    [{ id: { not_in: [id] } }, [high, neap]],
    [{ slug: { in: [kept[1].slug] } }, [high]],
    [{ categories: { all: [kept.category.id] } }, [low, high, neap]],
    [{ categories: { contains: kept.category.id } }, [low, high, neap]],
    [{ 'categories.title': { equals: 'Harbours' } }, [low, high, neap]],
    [{ title: { contains: 'TIDE, 100%' } }, [neap]],
    [{ title: { like: 'tide neap' } }, [neap]],
    [{ title: { not_like: 'neap' } }, [low, high]],
    [{ summary: { exists: false } }, [low]],
    [{ summary: { exists: true } }, [high, neap]],
    [{ publishedAt: { greater_than: '2026-02-01T00:00:00.000Z' } }, [neap]],
    [{ publishedAt: { greater_than_equal: new Date('2026-02-01') } }, [high, neap]],
    [{ publishedAt: { less_than: '2026-02-01' } }, [low]],
    [{ publishedAt: { less_than_equal: '2026-02-01' } }, [low, high]],
    [{ or: [{ title: { equals: low } }, { and: [{ title: { like: 'tide' } }, { summary: { like: '1' } }] }] }, [low, high]],
    [{ AND: [{ _status: { equals: 'published' } }, { OR: [{ title: { equals: neap } }] }] }, [neap]],
    [{ summary: { equals: 'null' } }, [low]],
  ]
  for (const [where, expected] of table) {
    const found = await sdk.find({ collection: 'posts', where, limit: 50 })
    assert.deepEqual(titles(found), expected, JSON.stringify(where))
    assert.equal((await sdk.count({ collection: 'posts', where })).totalDocs, expected.length)
  }
  const error = await refused(
    anonymous.find({ collection: 'posts', where: { internalNotes: { like: 'x' } } }), 400,
    'The following path cannot be queried: internalNotes',
  )
  assert.deepEqual(error.errors[0].data, [{ path: 'internalNotes' }])
})

step('findByID and disableErrors', async () => {
  const found = await anonymous.findByID({ collection: 'posts', id: kept[0].id, depth: 0, select: { title: true } })
  assert.deepEqual(found, { id: kept[0].id, title: 'A low tide' })
  const nowhere = { collection: 'posts', id: '00000000-0000-4000-8000-000000000000' }
  await refused(anonymous.findByID(nowhere), 404, 'Not Found')
  assert.equal(await anonymous.findByID({ ...nowhere, disableErrors: true }), null)
  await refused(anonymous.findByID({ ...nowhere, id: 'abc' }), 404, 'Not Found')
  await refused(anonymous.find({ collection: 'nothing' }), 404, 'Route not found "/api/nothing"')
})

step('drafts', async () => {
  const id = kept[0].id
  const draft = await editor.update({ collection: 'posts', id, draft: true, data: { title: 'A lower tide' } })
  assert.deepEqual([draft.title, draft._status], ['A lower tide', 'draft'])
  assert.equal((await sdk.findByID({ collection: 'posts', id })).title, 'A low tide')
  assert.equal((await sdk.findByID({ collection: 'posts', id, draft: true })).title, 'A lower tide')
  const where = { title: { equals: 'A lower tide' } }
  assert.equal((await sdk.find({ collection: 'posts', where, draft: true })).totalDocs, 1)
  assert.equal((await sdk.find({ collection: 'posts', where })).totalDocs, 0)
  const published = await sdk.update({ collection: 'posts', id, data: { _status: 'published' } })
  assert.deepEqual([published.title, published._status], ['A lower tide', 'published'])
  const first = await editor.create({ collection: 'posts', draft: true, data: { title: 'Unwritten' } })
  assert.equal(first._status, 'draft')
  await refused(anonymous.findByID({ collection: 'posts', id: first.id }), 404)
  await refused(editor.delete({ collection: 'posts', id: first.id }), 403)
  kept.unwritten = first
})

step('versions', async () => {
  const id = kept[0].id
  const where = { parent: { equals: id } }
  const page = await sdk.findVersions({ collection: 'posts', where, limit: 50, sort: '-updatedAt' })
  assert.ok(page.totalDocs >= 3)
  assert.equal(page.docs[0].version.title, 'A lower tide')
  assert.equal(page.docs.filter((doc) => doc.latest).length, 1)
  const old = await sdk.findVersions({ collection: 'posts', where: { ...where, 'version.title': { equals: 'A low tide' } } })
  assert.equal(old.totalDocs, 1)
  const one = await sdk.findVersionByID({ collection: 'posts', id: old.docs[0].id, depth: 0 })
  assert.deepEqual([one.parent, one.version.title, one.version._status], [id, 'A low tide', 'published'])
  const restored = await sdk.restoreVersion({ collection: 'posts', id: one.id })
  assert.deepEqual([restored.id, restored.title], [id, 'A low tide'])
  assert.equal((await anonymous.findByID({ collection: 'posts', id })).title, 'A low tide')
  await refused(anonymous.findVersions({ collection: 'posts', where }), 403)
  await refused(sdk.findVersionByID({ collection: 'posts', id: kept[1].id }), 404)
  assert.equal(await sdk.findVersionByID({ collection: 'posts', id: kept[1].id, disableErrors: true }), null)
})

step('update and delete by where', async () => {
  const where = { title: { in: ['B high tide', 'Unwritten'] } }
  const changed = await sdk.update({ collection: 'posts', where, draft: false, data: { summary: 'Both', content: text('Both') } })
  assert.deepEqual([changed.docs.length, changed.errors, changed.message], [2, [], 'Updated 2 Posts successfully.'])
  const gone = await sdk.delete({ collection: 'posts', where: { title: { equals: 'Unwritten' } } })
  assert.deepEqual([gone.docs[0].id, gone.message], [kept.unwritten.id, 'Deleted 1 Post successfully.'])
  await refused(sdk.update({ collection: 'posts', where: { nothing: { equals: 1 } }, data: {} }), 400)
  await refused(sdk.delete({ collection: 'posts' }), 400, "Missing 'where' query of documents to delete.")
  const one = await sdk.delete({ collection: 'posts', id: kept[2].id, select: { title: true } })
  assert.deepEqual(one, { id: kept[2].id, title: 'C neap tide, 100%' })
})

step('duplicate and access, which the SDK has by request()', async () => {
  const copy = await (
    await sdk.request({ method: 'POST', path: `/posts/${kept[0].id}/duplicate`, json: { summary: 'A copy' } })
  ).json()
  assert.deepEqual([copy.doc._status, copy.doc.summary, copy.doc.title], ['draft', 'A copy', 'A low tide - Copy'])
  const access = await (await anonymous.request({ method: 'GET', path: '/access' })).json()
  assert.ok(access.collections.posts.read.permission && !('canAccessAdmin' in access))
  const mine = await (await sdk.request({ method: 'POST', path: `/posts/access/${copy.doc.id}`, json: {} })).json()
  assert.equal(mine.update, true)
})

step('uploads', async () => {
  const served = await fetch(`${BASE_URL}/api/media/file/${encodeURIComponent(kept.picture.filename)}`)
  assert.deepEqual([served.status, served.headers.get('content-type')], [200, 'image/png'])
  const file = new Blob([Buffer.from(PIXEL, 'base64')], { type: 'image/png' })
  const data = { alt: 'Another pixel', focalX: 20, focalY: 80 }
  const changed = await sdk.update({ collection: 'media', id: kept.picture.id, file, data })
  assert.deepEqual([changed.alt, changed.focalX, changed.focalY], ['Another pixel', 20, 80])
  await refused(sdk.create({ collection: 'media', data: { alt: 'x' } }), 400)
})

step('globals', async () => {
  const navItems = [{ link: { type: 'custom', label: 'Tides', url: '/posts' } }]
  const header = await sdk.updateGlobal({ slug: 'header', data: { navItems } })
  assert.equal(header.navItems[0].link.label, 'Tides')
  const read = await anonymous.findGlobal({ slug: 'header', depth: 1, select: { navItems: true } })
  assert.equal(read.navItems[0].link.url, '/posts')
  await sdk.updateGlobal({ slug: 'header', data: { navItems: [] } })
  const page = await sdk.findGlobalVersions({ slug: 'header', limit: 5, sort: 'createdAt' })
  const version = page.docs.find((doc) => doc.version.navItems.length === 1)
  const one = await sdk.findGlobalVersionByID({ slug: 'header', id: version.id })
  assert.equal(one.version.navItems.length, 1)
  const restored = await sdk.restoreGlobalVersion({ slug: 'header', id: version.id })
  assert.equal(restored.navItems.length, 1)
  await refused(anonymous.updateGlobal({ slug: 'header', data: { navItems: [] } }), 403)
  await refused(anonymous.findGlobalVersions({ slug: 'header' }), 403)
  assert.equal(await sdk.findGlobalVersionByID({ slug: 'header', id: kept[0].id, disableErrors: true }), null)
})

step('accounts', async () => {
  assert.equal((await anonymous.verifyEmail({ collection: 'users', token: VERIFY_TOKEN })).message, 'Account verified successfully.')
  await refused(anonymous.verifyEmail({ collection: 'users', token: VERIFY_TOKEN }), 403)
  const asked = await anonymous.forgotPassword({ collection: 'users', data: { email: EDITOR } })
  assert.equal(asked.message, 'Success')
  const unlocked = await sdk.request({ method: 'POST', path: '/users/unlock', json: { email: EDITOR } })
  assert.equal((await unlocked.json()).message, 'Success')
  const data = { token: RESET_TOKEN, password: 'a lantern under the bridge' }
  const reset = await anonymous.resetPassword({ collection: 'users', data })
  assert.ok(reset.token && reset.user)
  await refused(anonymous.resetPassword({ collection: 'users', data }), 403, 'Token is either invalid or has expired.')
  await sdk.request({ method: 'POST', path: '/users/logout' })
  assert.equal((await sdk.me({ collection: 'users' })).user, null)
  await refused(sdk.request({ method: 'POST', path: '/users/logout' }), 400, 'No User')
})

for (const [name, run] of steps) {
  try {
    await run()
    console.log(`ok: ${name}`)
  } catch (error) {
    console.error(`${name}: ${error.stack}`)
    process.exitCode = 1
  }
}
